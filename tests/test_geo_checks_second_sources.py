"""Where gazetteers are marked, a point has two of them or says that it has not."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.checks.second_sources import check_second_sources
from geo.errors import Fault
from geo.reading.folder import read_folder
from geo.shipped import bloc_folder, shipped_blocs
from tests.folders import write_folder

SOURCES = """id,publisher,title,points
fact,A paper,T,
first,A gazetteer,T,yes
copy,A Gazetteer (mirror),T,yes
other,Another one,T,yes
"""
PLACES = "id,name,country,lat,lon,kind,single,sources\n"
STOPS = "route,branch,seq,place,name,country,lat,lon,single,sources\n"


def warned(tmp_path: Path, places: str, stops: str = "", sources: str = SOURCES) -> list[Fault]:
    tables = {"sources.csv": sources, "places.csv": PLACES + places, "stops.csv": STOPS + stops}
    told = list(check_second_sources(read_folder(write_folder(tmp_path / "bloc", tables))))
    assert all(fault.warning for fault in told)
    return told


@pytest.mark.parametrize(
    "cells", [",first other", "no,fact other first", "yes,fact first", "yes,first copy", "yes,fact"]
)
def test_two_gazetteers_or_the_word_single_will_do(tmp_path: Path, cells: str) -> None:
    assert warned(tmp_path, f"x,X,FRA,1,2,city,{cells}\n") == []


@pytest.mark.parametrize("sources", ["first", "fact first", "first copy", "fact"])
def test_one_gazetteer_is_not_two(tmp_path: Path, sources: str) -> None:
    (fault,) = warned(
        tmp_path, f"w,W,FRA,1,2,city,,first other\nx,X,FRA,1,2,city,,{sources}\ny,Y,FRA,1,2,city,,first\n"
    )
    assert (fault.file, fault.line, fault.field) == ("places.csv", 3, "sources")
    assert "2 points with fewer than two sources: lines 3, 4" in fault.found and "single" in fault.todo


def test_who_has_two_is_not_single(tmp_path: Path) -> None:
    (fault,) = warned(tmp_path, "x,X,FRA,1,2,city,yes,first other\n")
    assert "1 points said to be single, with two sources: lines 2" in fault.found


def test_a_stop_at_a_place_has_the_place_s_point(tmp_path: Path) -> None:
    stops = "line,main,1,x,,,,,,fact\nline,main,2,,Y,FRA,1,2,,fact first\n"
    (fault,) = warned(tmp_path, "x,X,FRA,1,2,city,,first other\n", stops)
    assert (fault.file, fault.line) == ("stops.csv", 3)


def test_a_folder_that_marks_no_gazetteer_is_not_asked(tmp_path: Path) -> None:
    assert warned(tmp_path, "x,X,FRA,1,2,city,,first\n", sources="id,publisher,title\nfirst,A gazetteer,T\n") == []


@pytest.mark.parametrize("bloc", shipped_blocs())
def test_what_is_shipped_says_what_is_single(bloc: str) -> None:
    contents = read_folder(bloc_folder(bloc))
    assert any(source.points for source in contents.rows.sources.values())
    assert list(check_second_sources(contents)) == []
