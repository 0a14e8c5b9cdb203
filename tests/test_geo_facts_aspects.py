"""Further memberships: read beside the bloc's own, told apart from them, and checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.bloc import Bloc, load_bloc
from geo.checks.run import check_folder
from geo.export.collect import gather
from geo.facts.aspects import aspect_changes, aspect_history, aspect_holders
from geo.facts.membership import spells_on
from tests.aspects import write_aspects

DAY = date(2020, 6, 1)


@pytest.fixture(scope="module")
def bloc(tmp_path_factory: pytest.TempPathFactory) -> Bloc:
    return load_bloc(write_aspects(tmp_path_factory.mktemp("aspects") / "bloc"), scale="110m")


def test_who_holds_what_on_a_day(bloc: Bloc) -> None:
    assert aspect_holders(bloc.tables, (), DAY) == {"DZA", "TUN", "LBY", "MLT", "SDN"}
    assert aspect_holders(bloc.tables, ("visa",), DAY) == {"DZA", "MLT", "SDN"}
    assert "EGY" in aspect_holders(bloc.tables, ("visa",), date(2018, 12, 31))


def test_a_further_membership_is_no_status_of_the_bloc(bloc: Bloc) -> None:
    held = spells_on(bloc.tables, DAY)
    assert held["DZA"].status == "founder" and held["MLT"].status == "observer" and "SDN" not in held
    assert {row.country for row in bloc.tables.aspect_members} == {"DZA", "TUN", "LBY", "MLT", "SDN", "EGY"}


def test_history_goes_aspect_by_aspect_with_words(bloc: Bloc) -> None:
    rows = [(row.aspect, row.code, row.status_label["en"]) for row in aspect_history(bloc.tables, bloc.countries)]
    assert rows == [
        ("pact", "DZA", "Keepers of the pact"), ("pact", "LBY", "Signed the pact"),
        ("pact", "TUN", "Keepers of the pact"), ("visa", "DZA", "Common visa"), ("visa", "EGY", "Common visa"),
        ("visa", "MLT", "Common visa"), ("visa", "SDN", "Common visa"),
    ]  # fmt: skip


def test_changes_tell_the_end_too(bloc: Bloc) -> None:
    told = [(str(one.day), one.before, one.after, set(one.codes)) for one in aspect_changes(bloc.tables)]
    assert ("2005-01-01", None, "keeper", {"DZA", "TUN"}) in told
    assert told[-1] == ("2019-01-01", "visa", None, {"EGY"})


def test_an_export_has_a_table_of_them(bloc: Bloc) -> None:
    layer = next(layer for layer in gather(bloc, DAY).layers if layer.name == "aspects")
    assert [row["status"] for row in layer.rows] == ["keeper", "signed", "keeper", "visa", "visa", "visa", "visa"]


@pytest.mark.parametrize(
    ("name", "found", "put", "at", "said"),
    [
        ("members.csv", "TUN,keeper", "TUN,keepr", "status", "did you mean 'keeper'"),
        ("members.csv", "EGY,visa,2010,2019-01-01", "DZA,visa,2012,", "since", "'visa' since 2012 beside"),
        ("bloc.toml", 'letter = "V"', 'letter = "K"', "letter", "'K' again"),
        ("bloc.toml", 'letter = "V"', 'letter = "F"', "letter", "'F' again"),
        ("bloc.toml", 'id = "signed"', 'id = "founder"', "id", "'founder' again"),
        ("bloc.toml", 'mark = "letter"', 'mark = "dots"', "mark", "outline"),
        ("bloc.toml", 'places = ["summit_host"', 'aspects = ["visas"]\nplaces = ["summit_host"', "aspects", "'visa'"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(name: str, found: str, put: str, at: str, said: str, tmp_path: Path) -> None:
    folder = write_aspects(tmp_path / "bloc")
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(found) == 1
    (folder / name).write_text(text.replace(found, put), encoding="utf-8")
    lines = [str(fault) for fault in check_folder(folder) if not fault.warning]
    assert any(at in line and said in line for line in lines), lines
