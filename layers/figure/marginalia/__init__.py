"""What stands around the map of a figure, and in its corners: legend, foot, scale bar, locator."""
