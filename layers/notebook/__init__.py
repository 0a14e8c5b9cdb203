"""What a map gives a notebook to show."""
