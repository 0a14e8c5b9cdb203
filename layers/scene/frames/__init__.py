"""A person's own frames as a part of a scene."""
