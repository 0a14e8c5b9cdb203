"""The version of the installed package: pyproject.toml tells it, and nothing else does."""

from __future__ import annotations

from importlib.metadata import version

__version__ = version("blocmap")
