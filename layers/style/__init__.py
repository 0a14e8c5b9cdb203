"""Colours: the palette, their arithmetic, whether everybody can tell them apart."""
