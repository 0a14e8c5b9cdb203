"""Polygons and lines → shared, simplified, quantised arcs. A library of its own on ``geo.geodesy``."""
