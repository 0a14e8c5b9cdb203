"""Names of countries, dates, numbers and lists in each language, from the CLDR through Babel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_scientific

from geo.model.dates import UNDATED, PartialDate
from geo.model.fields import DEFAULT_LANGUAGES, FALLBACK_LANGUAGE

# From here a double has no decimals, and from here its digits are not told one by one.
WITH_DECIMALS, WITHOUT_POWERS = 1e12, 1e24
# A reader of Chinese gets simplified characters; the page's language code stays the short one.
_LOCALES = {"zh": "zh_Hans"}
_SKELETONS = {"year": "y", "month": "yMMMM"}


@cache
def locale_of(language: str) -> Locale:
    """Return Babel's locale for a language code; raise ``babel.UnknownLocaleError`` for an unknown one."""
    return Locale.parse(_LOCALES.get(language, language))


def is_right_to_left(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return locale_of(language).text_direction == "rtl"


def pick(text: Mapping[str, str], language: str) -> str:
    """Return a text in a language, else in the fallback language, else empty."""
    return text.get(language) or text.get(FALLBACK_LANGUAGE, "")


def country_name(iso_a2: str | None, language: str) -> str | None:
    """Return the CLDR name of a territory, or ``None`` for a unit without an ISO 3166-1 alpha-2 code."""
    return locale_of(language).territories.get(iso_a2) if iso_a2 else None


def country_text(iso_a2: str | None, fallback: str, languages: Iterable[str] = DEFAULT_LANGUAGES) -> dict[str, str]:
    """Return a territory's names by language, and in English in any case: ``fallback`` where it has no code."""
    names = {language: country_name(iso_a2, language) for language in (FALLBACK_LANGUAGE, *languages)}
    found = {language: name for language, name in names.items() if name}
    return found or {FALLBACK_LANGUAGE: fallback}


def date_text(when: PartialDate, language: str) -> str:
    """Write a date out as far as it is known: «4 July 2024», «July 2024», «2024»; nothing for ``UNDATED``."""
    if when.first_day == UNDATED:
        return ""
    locale = locale_of("en_GB" if language == "en" else language)
    if when.precision == "day":
        return str(format_date(when.first_day, format="long", locale=locale))
    return str(format_skeleton(_SKELETONS[when.precision], when.first_day, locale=locale))


def day_text(when: PartialDate, language: str) -> str:
    """Write a day without its year, «4 July», where that is told beside it; a month or a year as ``date_text`` does."""
    if when.precision != "day":
        return date_text(when, language)
    return str(format_skeleton("MMMMd", when.first_day, locale=locale_of("en_GB" if language == "en" else language)))


def number_text(value: float, language: str) -> str:
    """Write a number with the language's separators and at most two decimals."""
    return _formatted(value, "#,##0.##", language)


def fine_number_text(value: float, language: str) -> str:
    """Write a number with the language's separators and all its decimals, twelve at most."""
    return _formatted(value, "#,##0.############", language)


def _formatted(value: float, pattern: str, language: str) -> str:
    """Write a number by a pattern; a very large one without decimals, then by powers of ten."""
    if abs(value) < WITH_DECIMALS:
        return format_decimal(value, format=pattern, locale=locale_of(language))
    if abs(value) < WITHOUT_POWERS:
        return format_decimal(value, format="#,##0", locale=locale_of(language))
    return format_scientific(value, format="0.###E0", locale=locale_of(language))


def list_text(words: Iterable[str], language: str) -> str:
    """Join words as a sentence does: «India and Pakistan»."""
    return format_list(list(words), locale=locale_of("en_GB" if language == "en" else language))


def plural_form(count: int, language: str) -> str:
    """Return the CLDR plural category of a whole number: one, few, many, other."""
    return locale_of(language).plural_form(count)


def ordinal_form(number: int, language: str) -> str:
    """Return the form of an ordinal: ``one`` for 1st and 21st, ``two`` for 2nd; ``other`` where there is but one."""
    return str(locale_of(language).ordinal_form(number))
