"""Measures, lines and projections on the ellipsoid and the sphere."""
