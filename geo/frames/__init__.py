"""Anyone's own frames: checked, brought to longitude and latitude, classed, encoded."""
