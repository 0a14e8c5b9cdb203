"""Where the data that ships with ``geo`` lies: the one place that knows, so that no other file's address matters."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

DATA = Path(str(files("geo"))) / "data"
