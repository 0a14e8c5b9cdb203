"""Layers for any ``folium.Map``, one a file."""
