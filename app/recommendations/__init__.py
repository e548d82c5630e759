"""Recommendations: sealed records of what a workshop agreed on, and their verification by anybody."""
