"""The other side of a map of two: an aspect of the bloc, or another bloc without faults of its own?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from geo.errors import Fault, near_match
from geo.reading.beside import bloc_beside, blocs_beside
from geo.reading.csv_file import quote
from geo.reading.folder import FolderContents, read_folder
from geo.reading.suggestions import made_id
from geo.reading.toml_file import tables_in

EXPECTED = "an aspect of bloc.toml, or a bloc: the name of a folder beside this one, or a shipped one"


def check_beside(contents: FolderContents, check_other: Callable[[FolderContents], Iterable[Fault]]) -> Iterator[Fault]:
    """Yield a fault for each map whose ``overlap`` names nothing that can be shown, by what is checked of the other."""
    data = contents.toml.data
    aspects = [aspect.get("id") for aspect in tables_in(data.get("aspects"))]
    for number, drawn in enumerate(tables_in(data.get("maps"))):
        word = drawn.get("overlap")
        if not isinstance(word, str) or made_id(word) != word or word in aspects:
            continue  # what is no id is told already
        folder, at = bloc_beside(contents.folder, word), ("maps", number, "overlap")
        if folder is None:
            known = [*(name for name in aspects if isinstance(name, str)), *blocs_beside(contents.folder)]
            yield contents.toml.fault(at, quote(word), EXPECTED, near_match(word, known), value=word)
        elif folder == contents.folder.resolve():
            yield contents.toml.fault(at, f"{quote(word)}, the bloc itself", EXPECTED, value=word)
        elif any(not fault.warning for fault in check_other(read_folder(folder))):
            todo = f"run blocmap check {folder}"
            yield contents.toml.fault(at, f"{quote(word)}, which has faults", "a bloc without faults", todo, value=word)
