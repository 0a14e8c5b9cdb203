"""Where the files that ship with ``layers`` lie: the front end, and the catalogues of words."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

STATIC = Path(str(files("layers"))) / "static"
WORDS = Path(str(files("layers"))) / "words"
