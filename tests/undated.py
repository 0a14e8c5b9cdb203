"""An invented bloc of four of which two joined nobody knows when; one of these left, and keeps no pact."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.folders import BARE, write_folder

TOML = """\
id = "lakes"
languages = ["en", "ru", "zh", "ar", "fr", "es"]
name = "Lake League"

[[statuses]]
id = "member"
label = { en = "Member", ru = "Участник", zh = "成员", ar = "عضو", fr = "Membre", es = "Miembro" }
noun = "a member"
color = "#17505c"
letter = "M"

[[aspects]]
id = "pact"
name = "Pact"

[[aspects.statuses]]
id = "pact"
label = "Pact"
color = "#e0a51e"
letter = "P"

[[maps]]
slug = "lakes-map"
title = "On the lakes"
as_of = 2024-07-04
"""
MEMBERS = """\
country,status,since,until,sources
KEN,member,,,charter
UGA,member,,2015,charter
TZA,member,2001-06-15,,charter
RWA,member,2007,,charter
KEN,pact,,,charter
TZA,pact,2010,,charter
"""


def write_lakes(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Write the bloc into a folder, some of its files put otherwise."""
    return write_folder(folder, {**BARE, "bloc.toml": TOML, "members.csv": MEMBERS, **(changed or {})})
