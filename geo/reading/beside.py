"""Where another bloc lies that a map shows beside its own."""

from __future__ import annotations

from pathlib import Path

from geo.data_files import DATA
from geo.reading.toml_file import FILE


def bloc_beside(folder: Path, name: str) -> Path | None:
    """Return the folder of another bloc by its name: one that lies beside a bloc's own, else a shipped one.

    ``name`` is an id, so that no path leads elsewhere. ``None`` where there is none.
    """
    places = (folder.resolve().parent / name, DATA / "blocs" / name)
    return next((place for place in places if (place / FILE).is_file()), None)


def blocs_beside(folder: Path) -> list[str]:
    """Return the names of all blocs that a map in a folder may show beside its own."""
    parents = (folder.resolve().parent, DATA / "blocs")
    names = {place.parent.name for parent in parents for place in parent.glob(f"*/{FILE}")}
    return sorted(names - {folder.resolve().name})
