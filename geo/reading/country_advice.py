"""Which code a person meant who wrote a country otherwise: aliases and states of old first, spelling last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache

from geo.errors import near_match
from geo.model.fields import DEFAULT_LANGUAGES, is_code
from geo.reading.country_names import codes_meant, notes, others
from geo.reading.suggestions import iso_codes

MAX_MEANT = 3


def suggest_code(text: str) -> str:
    """Return which alpha-3 code a country's name, its code elsewhere, or a misspelt code means.

    A code that stands for something anywhere else is never taken for a slip of another one.
    """
    word = text.strip()
    if known := _former(word) or _group(word) or _elsewhere(word) or _exactly(word):
        return known
    word = word.casefold()
    if re.fullmatch("[a-z]{3}", word):
        return _code_by_letters(word)
    inside = [name for name in _names() if len(name) > 3 and name in word]  # the short name within the official one
    if inside:
        return f"did you mean {_names()[max(inside, key=len)]}?"
    near = get_close_matches(word, _names(), n=1, cutoff=0.75)
    return f"did you mean {_names()[near[0]]}?" if near else ""


def drawn_as(code: str) -> str:
    """Return the code of the country as a part of which Natural Earth draws an ISO code; empty where there is none."""
    return " ".join(others("part").get(code, ()))


def drawn_with(code: str) -> str:
    """Return the code of the state with which an ISO code is drawn unless a bloc tells it apart; empty where it is
    always apart or never.
    """
    return " ".join(others("apart").get(code, ()))


def larger_successor(code: str) -> str:
    """Return the country in which a state that is no more was only a part; empty where its land was all of others."""
    return " ".join(others("within").get(code, ()))


def _former(word: str) -> str:
    codes = others("former").get(word) or others("former").get(word.upper())
    if not codes:
        return ""
    note = notes("former").get(word) or notes("former")[word.upper()]
    own = f", or say in bloc.toml under [countries.{word}] what it is made_of" if is_code(word) else ""
    if len(codes) == 1:
        return f"{note}: write {codes[0]}{own}"
    return f"{note}: write a row for each of {', '.join(codes)}{own}"


def _group(word: str) -> str:
    note = notes("group").get(word.upper())
    return f"{note} is no country; write a row for each of its members" if note else ""


def _elsewhere(word: str) -> str:
    codes = others("elsewhere").get(word.upper(), ())
    return f"write {' or '.join(codes)}" if codes else ""


def _exactly(word: str) -> str:
    """Return the advice for a code of any form, or a name in any language; a bloc's usual languages go first."""
    name = _names().get(word.casefold())
    codes = (name,) if name else codes_meant(word)
    if len(codes) != 1:
        return f"did you mean {' or '.join(codes)}?" if codes else ""
    if whole := drawn_as(codes[0]):
        return f"write {whole}, as a part of which {codes[0]} is drawn"
    whole = drawn_with(codes[0])
    return f"write {whole}, or {codes[0]} for that part alone" if whole else f"write {codes[0]}"


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): code for code, short in iso_codes().items() for name in _names_of(code, short)}


def _names_of(code: str, short: str) -> Iterator[str]:
    from babel import Locale

    yield from (short, code)
    for language in DEFAULT_LANGUAGES:
        yield Locale(language).territories[short]


def _code_by_letters(word: str) -> str:
    from babel import Locale

    territories = Locale("en").territories
    begun = [(code, territories[short]) for code, short in iso_codes().items()]
    begun = [(code, name) for code, name in begun if name.casefold().startswith(word)]
    if 0 < len(begun) <= MAX_MEANT:
        return "did you mean " + " or ".join(f"{code} ({name})" for code, name in begun) + "?"
    near = _codes_near(word.upper())
    if not near:
        return near_match(word, list(iso_codes()))
    return f"did you mean {' or '.join(map(repr, near))}?" if len(near) <= MAX_MEANT else ""


def _codes_near(word: str) -> list[str]:
    """Return the codes of which one is a slip of the pen: two letters exchanged, else the last one, else any other."""
    slips: tuple[Callable[[str], bool], ...] = (
        lambda code: sorted(code) == sorted(word),
        lambda code: code[:2] == word[:2],
        lambda code: sum(one == other for one, other in zip(code, word, strict=True)) == 2,
    )
    found = ([code for code in iso_codes() if is_slip(code)] for is_slip in slips)
    return next((codes for codes in found if codes), [])
