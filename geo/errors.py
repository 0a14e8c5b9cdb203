"""The errors this software raises on purpose, and the fault: one thing wrong in one place of one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

MAX_FAULTS_IN_MESSAGE = 200
# Comparing letter by letter is slow: among more words than this only those that begin alike are compared.
MAX_COMPARED = 1000
# More words than this are a list nobody reads; the rest is counted.
MAX_LISTED = 20
MAX_SHOWN = 60


class MapDataError(Exception):
    """Root of every error raised on purpose; its text is one clear line for a person."""


class MisuseError(MapDataError, ValueError):
    """Raise when a caller asks for something that does not exist (a bloc, map, date, scale, worldview)."""


class MissingLayerError(MapDataError, LookupError):
    """Raise when a Natural Earth layer is neither bundled, cached nor reachable."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong: where it is, what was found, what was expected, what to do.

    ``line`` and ``column`` count from 1 as an editor does; ``None`` where a fault concerns the whole file or row.
    The ``file`` of a sheet of a workbook is ``tables.xlsx:members``; its cells are told by their names, as B12.
    ``field`` is the column's heading. ``warning`` marks what does not stop a build.
    """

    file: str
    line: int | None
    column: int | None
    found: str
    expected: str
    todo: str = ""
    field: str = ""
    warning: bool = False

    def __str__(self) -> str:
        place = self._place()
        name = f" [{self.field}]" if self.field else ""
        kind = "warning: " if self.warning else ""
        advice = f"; {self.todo}" if self.todo else ""
        return " ".join(f"{place}:{name} {kind}found {self.found}, expected {self.expected}{advice}".splitlines())

    def _place(self) -> str:
        if ".xlsx:" in self.file and self.line is not None and self.column is not None:
            return f"{self.file}!{cell_name(self.line, self.column)}"
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


def cell_name(line: int, column: int) -> str:
    """Return a cell's name in a spreadsheet: B12 for column 2 of row 12."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{line}"


class FaultyDataError(MapDataError, ValueError):
    """Raise once with every fault of every file, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        shown = "\n".join(str(fault) for fault in self.faults[:MAX_FAULTS_IN_MESSAGE])
        rest = len(self.faults) - MAX_FAULTS_IN_MESSAGE
        super().__init__(shown + (f"\n… and {rest} more" if rest > 0 else ""))


def near_match(word: str, allowed: Sequence[str]) -> str:
    """Return ``did you mean 'x'?`` for the nearest allowed word, or an empty string when none is near."""
    folded = {option.casefold(): option for option in allowed}
    if len(folded) > MAX_COMPARED:
        folded = dict(islice((pair for pair in folded.items() if pair[0][:1] == word[:1].casefold()), MAX_COMPARED))
    matches = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"did you mean '{folded[matches[0]]}'?" if matches else ""


def list_allowed(allowed: Iterable[str]) -> str:
    """Return the allowed words as ``one of a, b, c``."""
    return "one of " + ", ".join(allowed)


def show(value: object) -> str:
    """Return what a caller gave as one short line: text in quotes, anything else as Python writes it."""
    text = " ".join(repr(value).split())
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"


def check_one_of(value: object, allowed: Iterable[str], what: str, *, otherwise: str = "") -> str:
    """Return a word that a caller gave when it is among the allowed ones.

    Parameters
    ----------
    value
        What the caller gave, of whatever type.
    allowed
        The words there are; none at all is an answer too.
    what
        What the word should be, with its article: ``a scale of Natural Earth``.
    otherwise
        What may be given beside the allowed words.

    Raises
    ------
    MisuseError
        With what was given, the allowed words (the first ``MAX_LISTED`` of them) and the nearest one.
    """
    words = list(allowed)
    if isinstance(value, str) and value in words:
        return value
    more = f", … ({len(words)} in all)" if len(words) > MAX_LISTED else ""
    expected = f"expected {list_allowed(words[:MAX_LISTED])}{more}" if words else "there is none"
    near = near_match(value, words) if isinstance(value, str) else ""
    advice = f"; {near}" if near else ""
    raise MisuseError(f"{show(value)} is not {what}; {expected}{otherwise and f', {otherwise}'}{advice}")


def check_each_of(values: object, allowed: Iterable[str], what: str) -> tuple[str, ...]:
    """Return the words that a caller gave, one alone as well as several, when all are allowed; see ``check_one_of``."""
    words = list(allowed)
    given = values if isinstance(values, Iterable) and not isinstance(values, str) else [values]
    return tuple(check_one_of(value, words, what) for value in given)
