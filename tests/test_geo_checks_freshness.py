"""What rests on old sources is told, on the same day everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.checks.freshness import check_freshness
from geo.checks.run import check_folder
from geo.errors import Fault
from geo.reading.folder import read_folder
from geo.shipped import bloc_folder, shipped_blocs
from tests.folders import write_folder

SOURCES = "id,publisher,title,url,published,undated,accessed\n"
MEMBERS = "country,status,since,until,sources\n"
FIGURES = "subject,quantity,value,unit,as_of,recommended,scope_en,sources\n"
TOML = """
id = "x"
name = "X"
[[statuses]]
id = "member"
label = "Member"
color = "#17505c"
letter = "M"
[quantities.trade]
name = "Trade"
[[maps]]
slug = "x"
title = "X"
as_of = 2024-07-04
"""


def warned(tmp_path: Path, sources: str, members: str = "FRA,member,2001,,a\n", figures: str = "") -> list[Fault]:
    tables = {"bloc.toml": TOML, "members.csv": MEMBERS + members, "sources.csv": SOURCES + sources}
    if figures:
        tables["figures.csv"] = FIGURES + figures
    told = list(check_freshness(read_folder(write_folder(tmp_path / "bloc", tables))))
    assert all(fault.warning for fault in told)
    return told


@pytest.mark.parametrize("row", ["a,P,T,,2024-01-05,,2024-07-01", "a,P,T,,,yes,2024-07-01", "a,P,T,,2023-06-01,,"])
def test_a_source_of_the_last_year_or_a_living_page_confirms(tmp_path: Path, row: str) -> None:
    assert warned(tmp_path, row + "\n") == []


def test_a_status_without_a_source_of_the_last_year_is_told_once_for_all(tmp_path: Path) -> None:
    members = "FRA,member,2001,,a\nESP,member,2002,,a b\nITA,member,2003,2004,a\n"
    (fault,) = warned(tmp_path, "a,P,T,,2021-01-05,,\nb,P,T,,2023-01-05,,\n", members)
    assert (fault.file, fault.line, fault.field) == ("members.csv", 2, "sources")
    assert "2 statuses of 2024-07-04" in fault.found and "FRA, ESP" in fault.found


def test_statuses_without_a_date_are_counted_in_one_warning(tmp_path: Path) -> None:
    members = "FRA,member,,,a\nESP,member,2002,,a\nITA,member,,2004,a\n"
    (fault,) = warned(tmp_path, "a,P,T,,2024-01-05,,\n", members)
    assert (fault.file, fault.line, fault.field) == ("members.csv", 2, "since")
    assert fault.found == "2 of 3 rows without a date: FRA, ITA"


def test_a_source_read_without_a_date_is_told(tmp_path: Path) -> None:
    (fault,) = warned(tmp_path, "a,P,T,,,,2024-07-01\n", "FRA,member,2001,2002,a\n")
    assert (fault.file, fault.line, fault.field) == ("sources.csv", 2, "published")
    assert "1 sources without a date: a" in fault.found and "undated" in fault.todo


def test_an_older_figure_must_not_be_recommended_beside_a_newer_one(tmp_path: Path) -> None:
    figures = "FRA,trade,1,usd_bn,2022,yes,all,a\nFRA,trade,2,usd_bn,2023,,all,a\nFRA,trade,3,usd_bn,2021,yes,rail,a\n"
    (fault,) = warned(tmp_path, "a,P,T,,2024-01-05,,2024-07-01\n", figures=figures)
    assert (fault.file, fault.line, fault.field) == ("figures.csv", 2, "recommended")
    assert "a figure of 2022; line 3 has one of 2023" in fault.found


@pytest.mark.parametrize("bloc", shipped_blocs())
def test_what_is_shipped_is_fresh(bloc: str) -> None:
    assert check_folder(bloc_folder(bloc)) == []


def test_a_source_with_a_date_is_not_undated(tmp_path: Path) -> None:
    tables = {"bloc.toml": TOML, "members.csv": MEMBERS + "FRA,member,2001,2002,a\n"}
    tables["sources.csv"] = SOURCES + "a,P,T,,2024-01-05,yes,2024-07-01\n"
    (fault,) = [one for one in check_folder(write_folder(tmp_path / "bloc", tables)) if one.field == "undated"]
    assert (fault.file, fault.line, fault.warning) == ("sources.csv", 2, False)
