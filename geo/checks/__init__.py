"""What can be wrong with a folder, one subject a file."""
