"""An invented bloc whose members are parts that are usually drawn with their states, and these states beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.folders import BARE, STATUSES, write_folder

TOML = f"""\
id = "ports"
languages = ["en", "fr"]
name = {{ en = "Ports", fr = "Ports" }}

{STATUSES}
[countries.HKG]
name = {{ en = "Hong Kong, China", fr = "Hong Kong (Chine)" }}

[[maps]]
slug = "ports-map"
title = {{ en = "Ports", fr = "Ports" }}
as_of = 2024-07-04
"""
MEMBERS = """\
country,status,since,sources
HKG,member,2001,charter
CHN,observer,2001,charter
REU,member,2003,charter
GUF,member,2003,charter
FRA,observer,2003,charter
SJM,member,2005,charter
NOR,observer,2005,charter
"""


def write_ports(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Write the bloc into a folder, some of its files put otherwise."""
    return write_folder(folder, {**BARE, "bloc.toml": TOML, "members.csv": MEMBERS, **(changed or {})})
