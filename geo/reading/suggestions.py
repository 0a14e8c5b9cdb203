"""What a person probably meant: dates as spreadsheets write them, decimal commas; the codes of ISO 3166-1."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import cache

from geo.model.dates import FIRST_YEAR, LAST_YEAR
from geo.model.fields import ID

_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00(?::00(?:\.0+)?)?", re.ASCII)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_NAMED_MONTH = re.compile(
    r"(?:(?P<day>[0-3]?\d)[ .-]+)?(?P<month>[A-Za-z]{3,9})\.?[ ,-]+(?P<year>\d{4}|\d{2})", re.ASCII
)
_NO_DAY = frozenset({"-", "–", "—", "?", "n/a", "na", "nan", "nat", "none", "null", "present", "now", "today",
                     "ongoing", "current", "still", "unknown", "tbd"})  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-\d{2}){0,2}", re.ASCII)
_DATE_PARTS = re.compile(r"(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})\.?")
_ANGLE = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*°?\s*(?:(\d+(?:[.,]\d+)?)\s*['′]\s*)?(?:(\d+(?:[.,]\d+)?)\s*(?:\"|′′)\s*)?([NSEW]?)", re.I
)
_MEASURE = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(?:km|m|mm|ft|mi)\.?", re.I)
_NOT_IN_USE = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR", "QUU", "XAA", "XBB", "XKK", "ZZZ"})
_SERIAL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 60_000)  # spreadsheets count days; these are 1954 to 2064


def plain_date(text: str) -> str:
    """Return a date as it is written here where a spreadsheet's way has one meaning only; else the text unchanged.

    That is a day at midnight (``2001-06-15 00:00:00``), and an English month with a year of four digits.
    """
    if midnight := _MIDNIGHT.fullmatch(text):
        return midnight[1]
    named = _NAMED_MONTH.fullmatch(text)
    if not named or len(named["year"]) != 4:
        return text
    return _named_date(named, named["year"]) or text


def _named_date(named: re.Match[str], year: str) -> str:
    """Return a date with an English month in ISO's form; empty where the month is none."""
    start = named["month"].casefold()
    number = next((at for at, month in enumerate(_MONTHS, start=1) if month.startswith(start)), 0)
    if not number:
        return ""
    return f"{year}-{number:02d}" + (f"-{int(named['day']):02d}" if named["day"] else "")


def suggest_date(text: str) -> str:
    """Return advice for a date in another form than ISO, with every day it may mean."""
    text = text.strip()
    iso = _ISO.fullmatch(text)
    if iso and not FIRST_YEAR <= int(iso[1]) <= LAST_YEAR:
        return "leave it empty where there is no such day, or none is known"
    if text.isdecimal() and int(text) in _SERIALS:
        return f"a spreadsheet's day number? write {_SERIAL_EPOCH + timedelta(int(text))}"
    if text.casefold() in _NO_DAY:
        return "leave it empty"
    named = _NAMED_MONTH.fullmatch(text)
    if named and len(named["year"]) == 2:
        meant = [_named_date(named, century + named["year"]) for century in ("20", "19")]
        return f"write {' or '.join(meant)}" if all(meant) else ""
    match = _DATE_PARTS.fullmatch(text)
    if not match:
        return "there is no such month" if iso else ""
    first, second, third = (int(part) for part in match.groups())
    orders = [(first, second, third)] if len(match[1]) == 4 else [(third, second, first)]
    if "/" in text and len(match[1]) < 4:  # 7/4/2024 is July in one country and April in another
        orders.insert(0, (third, first, second))
    meant = list(dict.fromkeys(day for order in orders if (day := _iso(*order))))
    return f"write {' or '.join(meant)}" if meant else "there is no such day"


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return ""


def suggest_number(text: str) -> str:
    """Return advice for a number with a decimal comma, grouped digits, or degrees and minutes."""
    text = unicodedata.normalize("NFKC", text.strip())
    if re.fullmatch(r"[+-]?\d+,\d+", text):
        return f"write {text.replace(',', '.')}, with a decimal point"
    bare = re.sub(r"[\s'’_,]", "", text)
    if re.fullmatch(r"[+-]?\d+(\.\d+)?", bare):
        return f"write {bare}, without marks between the digits"
    match = _MEASURE.fullmatch(text)
    if match:
        return f"write {match[1]}, without unit"
    match = _ANGLE.fullmatch(text)
    if match:
        degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.groups()[:3])
        sign = "-" if match[4].upper() in ("S", "W") else ""
        return f"write decimal degrees: {sign}{round(degrees + minutes / 60 + seconds / 3600, 5):g}"
    return "write digits with a decimal point, without unit"


def suggest_id(text: str) -> str:
    """Return the advice to write an id made from the text."""
    made = made_id(text)
    return f"write '{made}'" if made else ""


def made_id(text: str) -> str:
    """Return an id made from a text, of small letters, digits, hyphens and underscores; an id is returned as it is."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    if re.fullmatch(ID, plain):
        return plain
    return "-".join(re.findall(r"[a-z0-9]+", plain))


@cache
def iso_codes() -> dict[str, str]:
    """Return every ISO 3166-1 alpha-3 code in use with its alpha-2 code, by CLDR's aliases, sorted."""
    from babel.core import get_global

    used = get_global("territory_currencies")  # as many as have an English name, without reading a whole language
    aliases = get_global("territory_aliases")
    codes = (code for code in sorted(aliases) if re.fullmatch("[A-Z]{3}", code) and code not in _NOT_IN_USE)
    return {code: aliases[code][0] for code in codes if len(aliases[code]) == 1 and aliases[code][0] in used}


def is_country_code(code: str) -> bool:
    """Tell whether a code is an ISO alpha-3 code, or one of those ISO leaves to its users."""
    return code in iso_codes() or code.startswith("X")
