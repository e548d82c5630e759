"""Konsenswerk: live rooms in which experts turn practice questions into sealed recommendations."""
