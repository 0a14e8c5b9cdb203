"""Where a text may break into lines, in the three scripts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from layers.i18n.catalog import load_catalog

# Chinese may break between any two characters, but no line starts with one of these or ends with the others.
_NO_START, _NO_END = "，。、；：！？）》」』”’…—", "（《「『“‘"
# After these a line may break before a number or a Latin letter too.
_PART_ENDS = "，。；：！？、"
# A line does not start with a dash or a point that parts things, nor with what a number counts.
_PARTING, _JOINING = "—–·", "–"
# From more letters on, what stands by a sign may take two rows.
LONG_NAME = 14
# A day of three words, as «4 July 2024» and «4 июля 2024».
_DAY = r"\d{1,2} [^\W\d]+ \d{4}"


def _words(text: str, whole: Collection[str] = ()) -> Iterator[str]:
    """Yield the pieces between which a line may break, each with the blank that follows it.

    No line breaks within a day, a number and its unit, or one of the ``whole`` names.
    """
    piece, held = "", _held(text, whole)
    for place, (before, this, following) in enumerate(zip(["", *text], text, [*text[1:], ""], strict=False), start=1):
        piece += this
        after_blank = this == " " and following not in _PARTING and not before.isdigit()
        after_dash = this in _JOINING and before.isalpha() and following.isalpha()
        within = _is_chinese(this) and _is_chinese(following) and this not in _NO_END and following not in _NO_START
        after_part = this in _PART_ENDS and following not in _NO_START
        if (after_blank or after_dash or after_part or within) and place not in held:
            yield piece
            piece = ""
    if piece:
        yield piece


def _held(text: str, whole: Collection[str]) -> set[int]:
    """Return the places in a text at which it does not break: before which letter, counted from none."""
    kept = "|".join(re.escape(name) for name in sorted(whole, key=len, reverse=True) if len(name) > 1)
    forms = (_DAY, rf"\d(?:{_chinese_units()})", kept)
    spans = [found.span() for form in forms if form for found in re.finditer(form, text)]
    return {place for start, end in spans for place in range(start + 1, end)}


@cache
def _chinese_units() -> str:
    """Return the units of the catalogue that are more than one Chinese character, as a pattern."""
    told = (words.rpartition("}")[2] for key, words in load_catalog("zh").items() if key.startswith("unit_"))
    return "|".join(sorted({unit for unit in told if len(unit) > 1}, key=lambda unit: (-len(unit), unit)))


def _is_chinese(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" or character in "“”‘’—"


def rowings(text: str) -> list[tuple[str, ...]]:
    """Return a name as one row, and as two of about the same length where it has a blank; no row starts with a dash."""
    gaps = [place for place, letter in enumerate(text[:-1]) if letter == " " and text[place + 1] not in _PARTING]
    if not gaps:
        return [(text,)]
    middle = min(gaps, key=lambda place: abs(place - len(text) / 2))
    return [(text,), (text[:middle], text[middle + 1 :])]


def short_rowings(text: str) -> list[tuple[str, ...]]:
    """Return what stands by a sign as one row, and as two where it is long."""
    return rowings(text) if len(text) > LONG_NAME else [(text,)]


def spaced(text: str, blank: str) -> str:
    """Return upper case with a narrow blank between letters; scripts without upper case stay as they are."""
    if not blank or text.lower() == text:
        return text
    return blank.join(text).replace(f"{blank} {blank}", f"{blank} {blank}{blank}")
