"""What all maps stand on: the plane, land and borders, waters, towns, relief."""
