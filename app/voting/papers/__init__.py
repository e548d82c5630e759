"""One file for each method that is run by the common ballot papers: its form, its rule and its figures in words."""
