"""Names on a figure: which are wanted, where each may stand, where it stands."""
