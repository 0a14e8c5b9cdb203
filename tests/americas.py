"""Three states of America, one of which has islands far beyond what a map of them frames."""

from __future__ import annotations

import shutil
from pathlib import Path

from geo.bloc import Bloc, load_bloc
from tests.folders import REAL_LEAGUE

# The United States and their neighbours: Hawaii lies beyond what their main bodies frame, Alaska does not.
MEMBERS = "country,status,since,sources\nUSA,founder,2000,charter\nCAN,founder,2000,charter\nMEX,founder,2000,charter\n"
HAWAII = """
[[maps.insets]]
name = { en = "Hawaii", ru = "Гавайи", zh = "夏威夷" }
bounds = [-161, 18.5, -154, 22.6]
"""
PUERTO_RICO = """
[[maps.insets]]
name = "Puerto Rico"
bounds = [-68, 17.5, -65, 18.8]
"""


def americas(folder: Path, insets: str = "", members: str = MEMBERS) -> Bloc:
    """Write and load three of the league of real countries' place, with some insets."""
    shutil.copytree(REAL_LEAGUE, folder)
    for path in folder.glob("*.csv"):
        if path.name not in ("sources.csv", "members.csv"):
            path.unlink()
    (folder / "members.csv").write_text(members, encoding="utf-8")
    toml = f"""
id = "americas"
name = "Three of America"
languages = ["en", "ru", "zh"]
[[statuses]]
id = "founder"
label = "Founders"
color = "#17505c"
letter = "F"
[[maps]]
slug = "three"
title = "Three of America"
as_of = "2020-01-01"
{insets}"""
    (folder / "bloc.toml").write_text(toml, encoding="utf-8")
    return load_bloc(folder)
