"""Natural Earth: finding, fetching and reading its layers, border views, disputes, waters."""
