"""Nothing is wired to a bloc: the code names no country, no city and no organisation."""

import csv
import re
from pathlib import Path

import pytest
from babel import Locale

from geo.shipped import BLOCS, shipped_blocs

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for package in ("geo", "layers") for path in (ROOT / package).rglob("*.py"))
# Words that are a place's name and an English word or a term of the trade as well.
ORDINARY = {"Central", "Chad", "Georgia", "Guinea", "Jersey", "Jordan", "Mali", "Niger", "Oman", "Togo", "Turkey"}
# Examples in messages and docstrings may show a code or a country; they decide nothing.
EXAMPLE = re.compile(r'"""(?:.|\n)*?"""|#[^\n]*|``[^`]*``|«[^»]*»')


def names_of_places():
    territories = {name for code, name in Locale.parse("en").territories.items() if len(code) == 2}
    cities = set()
    for bloc in shipped_blocs():
        with (BLOCS / bloc / "places.csv").open(encoding="utf-8", newline="") as file:
            cities |= {row["name_en"] for row in csv.DictReader(file)}
    return {name for name in territories | cities if name.isalpha() and len(name) > 3} - ORDINARY


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_code_names_no_country_city_or_bloc(path):
    code = EXAMPLE.sub("", path.read_text(encoding="utf-8"))
    words = set(re.findall(r"[A-Za-z]+", code))
    assert not words & names_of_places()
    assert not {word.lower() for word in words} & {*shipped_blocs(), "cku"}
