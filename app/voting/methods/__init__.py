"""One file for each method: pure functions from ballots to a tally."""
