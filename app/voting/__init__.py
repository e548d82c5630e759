"""Polls: who may vote, ballots that count exactly once, exact tallies, sealed results."""
