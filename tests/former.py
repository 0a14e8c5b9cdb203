"""An invented pact of states of which some are no more: two made of countries of today, one only roughly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.folders import BARE, STATUSES, write_folder

TOML = f"""\
id = "pact"
languages = ["en", "fr"]
name = {{ en = "Pact", fr = "Pacte" }}

{STATUSES}
[countries.SUN]
name = {{ en = "Soviet Union", fr = "Union soviétique" }}
made_of = ["ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LTU", "LVA", "MDA", "RUS", "TJK", "TKM", "UKR", "UZB"]
until = 1991-12-26

[countries.CSK]
name = {{ en = "Czechoslovakia", fr = "Tchécoslovaquie" }}
made_of = ["CZE", "SVK"]
until = 1993-01-01

[countries.DDR]
name = {{ en = "East Germany", fr = "Allemagne de l’Est" }}
made_of = ["DEU"]
until = 1990-10-03
approximate = true

[[maps]]
slug = "pact-map"
title = {{ en = "The pact in 1980", fr = "Le pacte en 1980" }}
as_of = 1980-01-01
"""
MEMBERS = """\
country,status,since,until,sources
SUN,member,1955-05-14,1991-07-01,charter
CSK,member,1955-05-14,1991-07-01,charter
DDR,member,1956-01-28,1990-09-24,charter
POL,member,1955-05-14,1991-07-01,charter
HUN,member,1955-05-14,1991-07-01,charter
MNG,observer,1955-05-14,1991-07-01,charter
RUS,member,2002,,charter
KAZ,observer,2002,,charter
"""


def write_pact(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Write the pact into a folder, some of its files put otherwise."""
    return write_folder(folder, {**BARE, "bloc.toml": TOML, "members.csv": MEMBERS, **(changed or {})})
