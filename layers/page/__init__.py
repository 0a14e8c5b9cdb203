"""The page: a scene as one HTML file, and as a ``folium.Map``."""
