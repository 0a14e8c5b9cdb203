"""Which countries a cell means: by code of any ISO 3166-1 form, or by name in any language of the CLDR."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from numbers import Real

from geo.data_files import DATA
from geo.reading.suggestions import iso_codes

# What others write and the CLDR does not hold: codes, names of other tables, names that several countries share.
OTHERS = DATA / "country_names.csv"
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "&": " and "})


def codes_meant(value: object) -> tuple[str, ...]:
    """Return the codes of the countries that a cell may mean, sorted; where there is none, nothing.

    Codes are ISO alpha-3, or a declared one where ISO has none. A cell is a code of two or three letters in any case,
    an ISO number (``4``, ``4.0``, ``"004"``), or a name; letters count without case and accents.
    """
    if isinstance(value, Real) and not isinstance(value, bool):
        number = float(value)
        value = str(int(number)) if number.is_integer() else ""
    if not isinstance(value, str):
        return ()
    word = value.strip()
    if re.fullmatch("[0-9]{1,3}", word):
        code = _codes().get(word.zfill(3))
        return (code,) if code else ()
    code = _codes().get(word.upper())
    return (code,) if code else names().get(fold(word), ()) or names().get(fold(_turned(word)), ())


def fold(text: str) -> str:
    """Return a name without case, accents, marks and articles, so that two ways to write it are the same."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    # Only the accents of European scripts: in those of India such marks are vowels.
    plain = re.sub("[\u0300-\u036f]", "", parted).translate(_LETTERS)
    return " ".join(word for word in re.findall(r"[^\s'’ʼ`.,()\-‐–—]+", plain) if word != "the")


def _turned(name: str) -> str:
    """Return «Land, Republic of» as «Republic of Land»."""
    before, _, after = name.partition(",")
    return f"{after} {before}"


@cache
def _codes() -> dict[str, str]:
    """Return the codes of two and three letters and the numbers of three digits, each with its alpha-3 code."""
    from babel.core import get_global

    aliases = get_global("territory_aliases").items()
    numbers = {old: new[0] for old, new in aliases if old.isdecimal() and len(new) == 1}
    by_short = _by_short()
    by_number = {number: by_short[short] for number, short in numbers.items() if short in by_short}
    # An empty code is a number of a state that is no more.
    more = {written: " ".join(codes) for written, codes in others("code").items()}
    return by_number | by_short | {code: code for code in iso_codes()} | more


def _by_short() -> dict[str, str]:
    """Return the alpha-3 code of every alpha-2 code, with those that are not ISO's."""
    more = {written: codes[0] for written, codes in others("code").items() if len(written) == 2}
    return {short: code for code, short in iso_codes().items()} | more


@cache
def others(form: str) -> Mapping[str, tuple[str, ...]]:
    """Return the codes that the table of others gives to what is written, for one form of the table.

    ``code`` and ``name`` mean a country, and so does ``own``, a name that organisations have for a member of theirs;
    ``elsewhere`` is its code in another list, of which one may only advise; ``former`` a state that is no more, with
    its successors, ``within`` one that was only a part of its successor; ``apart`` an ISO code drawn with a country
    unless it is told apart, ``part`` one that is always drawn as a part of a country.
    """
    return {row["written"]: tuple(row["codes"].split()) for row in _rows() if row["form"] == form}


@cache
def notes(form: str) -> Mapping[str, str]:
    """Return the notes of the table of others to what is written, for one form of the table; see ``others``."""
    return {row["written"]: row["note"] for row in _rows() if row["form"] == form}


@cache
def _rows() -> list[dict[str, str]]:
    with OTHERS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _is_language(locale: str) -> bool:
    """Tell whether a locale is a language, in a script or not; those of single countries name others hardly anew."""
    script = locale.partition("_")[2]
    return not script or len(script) == 4


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Return every folded name of a country, in all of Babel's languages, with the codes it may mean, sorted.

    Read once, in about a second: some 31,000 names. Where languages differ over a name, it may mean either.
    """
    from babel import localedata

    by_short = _by_short()
    found: dict[str, set[str]] = {}
    for locale in filter(_is_language, localedata.locale_identifiers()):
        # Whole, with what it inherits: Babel keeps what it has read, and all who ask later are given that.
        territories = localedata.load(locale).get("territories", {})
        for short in territories.keys() & by_short.keys():
            found.setdefault(fold(territories[short]), set()).add(by_short[short])
    meant = {name: tuple(sorted(codes)) for name, codes in found.items()}
    return meant | {fold(name): codes for name, codes in {**others("name"), **others("own")}.items()}
