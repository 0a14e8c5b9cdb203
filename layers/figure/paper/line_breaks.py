"""Where a text may break into lines, in the three scripts."""

from __future__ import annotations

from collections.abc import Iterator

# Chinese may break between any two characters, but no line starts with one of these or ends with the others.
_NO_START, _NO_END = "，。、；：！？）》」』”’…—", "（《「『“‘"
# A line does not start with a dash or a point that parts things, nor with what a number counts.
_PARTING, _JOINING = "—–·", "–"


def _words(text: str) -> Iterator[str]:
    """Yield the pieces between which a line may break, each with the blank that follows it."""
    piece = ""
    for before, this, following in zip(["", *text], text, [*text[1:], ""], strict=False):
        piece += this
        after_blank = this == " " and following not in _PARTING and not before.isdigit()
        after_dash = this in _JOINING and before.isalpha() and following.isalpha()
        within = _is_chinese(this) and _is_chinese(following) and this not in _NO_END and following not in _NO_START
        if after_blank or after_dash or within:
            yield piece
            piece = ""
    if piece:
        yield piece


def _is_chinese(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" or character in "“”‘’—"


def rowings(text: str) -> list[tuple[str, ...]]:
    """Return a name as one row, and as two of about the same length where it has a blank."""
    gaps = [place for place, character in enumerate(text) if character == " "]
    if not gaps:
        return [(text,)]
    middle = min(gaps, key=lambda place: abs(place - len(text) / 2))
    return [(text,), (text[:middle], text[middle + 1 :])]


def spaced(text: str, blank: str) -> str:
    """Return upper case with a narrow blank between letters; scripts without upper case stay as they are."""
    if not blank or text.lower() == text:
        return text
    return blank.join(text).replace(f"{blank} {blank}", f"{blank} {blank}{blank}")
