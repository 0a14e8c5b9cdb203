"""A bloc in open formats, one file a format."""
