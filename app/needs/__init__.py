"""Needs for action: collected, revealed, clustered."""
