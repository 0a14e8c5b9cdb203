"""The figure: a scene on paper."""
