"""A map that is alive in a notebook: its state goes both ways."""
