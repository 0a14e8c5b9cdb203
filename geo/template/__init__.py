"""A folder to copy and edit, its guide and its schema."""
