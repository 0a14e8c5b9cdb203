"""A tiny invented bloc as a folder, to be written whole or with some of its files put otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

REAL_LEAGUE = Path(__file__).parent / "data" / "league"
"""An invented bloc of real countries, which draws on any of Natural Earth's scales, with something of everything."""

STATUSES = """\
[[statuses]]
id = "member"
label = { en = "Member", fr = "Membre" }
color = "#17505c"
letter = "M"

[[statuses]]
id = "observer"
label = { en = "Observer", fr = "Observateur" }
color = "#a37dd4"
letter = "O"
member = false
"""
"""Members and observers, for the ``bloc.toml`` of an invented bloc in English and French."""

# The codes are among those that ISO leaves to its users; the squares of worlds.py bear others.
BLOC_TOML = """\
id = "league"
name = { en = "League", ru = "Лига", zh = "联盟" }

[[statuses]]
id = "member"
label = { en = "Member", ru = "Член", zh = "成员" }
color = "#17505c"
letter = "M"

[[statuses]]
id = "observer"
label = { en = "Observer", ru = "Наблюдатель", zh = "观察员" }
color = "#a37dd4"
letter = "O"
member = false

[quantities.length]
name = { en = "Length", ru = "Длина", zh = "长度" }

[[maps]]
slug = "league-map"
title = { en = "Three in a league", ru = "Трое в лиге", zh = "三国联盟" }
as_of = 2024-07-04
"""
LEAGUE: Mapping[str, str] = {
    "bloc.toml": BLOC_TOML,
    "members.csv": """\
country,status,since,until,event,sources
XAA,member,2001-06-15,,Founding,charter
XBB,observer,2004,2010-07-01,,charter
XBB,member,2010-07-01,,Accession,charter
XCC,observer,2015-03,2020-01-01,,charter
""",
    "places.csv": """\
id,name,country,lat,lon,kind,uncertainty_km,sources,confidence
alpha,Alpha,XAA,5,5,capital seat,,charter,high
beta,Beta,XBB,5,15,capital,,charter,high
gate,Gate,XAA XBB,5,10,crossing,8,charter,medium
delta,Delta,XCC,5,179,capital,,charter,high
""",
    "events.csv": """\
id,name,place,kind,start,end,format,number,sources
second,Second Summit,alpha,summit,2010-07-01,2010-07-02,hybrid,2,charter
first,First Summit,alpha,summit,2005,,,1,charter
signing,Signing,beta,signing,2001-06-15,,,,charter
""",
    "routes.csv": "id,name,sources\nline,The Line,charter\n",
    "stops.csv": """\
route,branch,seq,place,name,country,lat,lon,kind,gauge_mm,sources,confidence
line,main,10,alpha,,,,,station,1435,charter,high
line,main,20,gate,,,,,border,,charter,high
line,main,30,,,XBB,6,12,waypoint,,charter,low
line,main,40,beta,,,,,station,1520,charter,high
line,spur,1,beta,,,,,station,1520,charter,high
line,spur,2,,Bay,XBB,9,15,port,,charter,high
""",
    "segments.csv": """\
route,branch,from_seq,to_seq,status,mode,since,until,sources
line,main,10,40,under_construction,rail,2008,2012-05,charter
line,main,10,20,operating,rail,2012-05,,charter
line,main,20,40,operating,rail,2012-05,,charter
line,spur,1,2,planned,ferry,,,charter
""",
    "journeys.csv": """\
id,who,country,from,to,date,attended,sources
east,The Minister,XAA,alpha,beta,2010-07-01,yes,charter
round,The Admiral,XCC,delta,alpha,,no,charter
""",
    "steps.csv": """\
story,seq,title,text,journeys,places,countries,routes,sources
tale,1,Start,It starts.,east,alpha,XAA XBB,line,charter
""",
    "figures.csv": """\
subject,quantity,value,unit,scope,as_of,recommended,sources
line,length,1200,km,,2012,yes,charter
line,length,1150,km,,2012,no,charter
""",
    "claims.csv": "id,subject,claim,verdict,finding,sources\nlongest,line,The longest.,partly,One of them.,charter\n",
    "sources.csv": "id,publisher,title,url\ncharter,The League,Charter,https://example.org/charter\n",
}

BARE: Mapping[str, None] = {name: None for name in LEAGUE if name not in ("bloc.toml", "members.csv", "sources.csv")}
"""What to change for a folder of the three required files alone."""


def write_folder(folder: Path, changed: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the league into a folder; ``changed`` puts files otherwise, or leaves them out where it says ``None``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**LEAGUE, **(changed or {})}.items():
        if content is not None:
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def change(name: str, found: str, put: str) -> dict[str, str]:
    """Return one file of the league with a text exchanged, which must stand there exactly once."""
    assert LEAGUE[name].count(found) == 1, found
    return {name: LEAGUE[name].replace(found, put)}


def write_league_in(folder: Path, languages: str, words: Mapping[str, str] | None = None) -> Path:
    """Write the league of real countries with a list of languages, and with some words of bloc.toml put otherwise."""
    folder.mkdir()
    for file in REAL_LEAGUE.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    spec = (REAL_LEAGUE / "bloc.toml").read_text(encoding="utf-8")
    for old, new in {'id = "league"': f'id = "league"\nlanguages = {languages}', **(words or {})}.items():
        assert old in spec, old
        spec = spec.replace(old, new, 1)
    (folder / "bloc.toml").write_text(spec, encoding="utf-8")
    return folder
