"""What a figure is drawn on: the sheet, its type, and the files it ends in."""
