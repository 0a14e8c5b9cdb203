"""A bloc is its tables and its countries, and answers for any day."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from pathlib import Path

import pytest

from geo.bloc import Bloc, check_bloc, load_bloc
from geo.errors import FaultyDataError, MisuseError
from geo.model.dates import DayLike
from geo.shipped import BLOCS, Outline, bloc_folder, read_outline, shipped_blocs, shipped_outline
from geo.tables import read_tables
from geo.world.countries import load_countries
from tests.folders import change, write_folder

# Two large countries, a small one that the coarsest scale leaves out, in place of those of the invented league.
REAL = {
    "members.csv": "country,status,since,until,event,sources\n"
    "KAZ,member,2001-06-15,,Founding,charter\nIND,observer,2005,2017,,charter\nIND,member,2017,,,charter\n"
    "BHR,observer,2023,,,charter\n"
}


def test_shipped_blocs_are_folders_with_a_specification_of_the_same_id() -> None:
    assert sorted(shipped_blocs()) == sorted(path.parent.name for path in BLOCS.glob("*/bloc.toml"))
    assert {"sco", "eaeu"} <= set(shipped_blocs())
    for name in shipped_blocs():
        assert load_bloc(name).id == name


def test_an_outline_is_what_the_whole_folder_says_of_itself(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    tables = read_tables(folder)
    assert read_outline(folder) == (tables.spec, len(tables.sources))
    (folder / "sources.csv").unlink()
    with pytest.raises(FaultyDataError, match=r"sources\.csv"):
        read_outline(folder)


@pytest.mark.parametrize("name", shipped_blocs())
def test_the_outline_of_a_shipped_bloc_says_what_its_records_do(name):
    spec, sources = read_outline(bloc_folder(name))
    maps = [(drawn.slug, drawn.as_of, drawn.title["en"]) for drawn in spec.maps]
    assert shipped_outline(name) == Outline(spec.id, spec.name["en"], sources, maps)


def test_a_shipped_name_goes_before_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sco").mkdir()
    assert bloc_folder("sco") == BLOCS / "sco"
    assert bloc_folder("./sco") == Path("./sco")
    assert bloc_folder(Path("sco")) == Path("sco")


@pytest.mark.parametrize(("name", "advice"), [("sko", "; did you mean 'sco'?"), ("no/such/folder", "")])
def test_an_unknown_bloc_is_misuse_that_names_the_known_ones(name: str, advice: str) -> None:
    with pytest.raises(MisuseError) as caught:
        load_bloc(name)
    allowed = ", ".join(shipped_blocs())
    assert str(caught.value) == (
        f"'{name}' is not a bloc or a folder; expected one of {allowed}, or the path of a folder{advice}"
    )


@pytest.mark.parametrize("options", [{"scale": "20m"}, {"worldview": "atlantis"}])
def test_unknown_scales_and_views_are_misuse(options: dict[str, str]) -> None:
    with pytest.raises(MisuseError):
        load_bloc("sco", **options)


def test_a_folder_is_loaded_by_its_path(tmp_path: Path) -> None:
    bloc = load_bloc(write_folder(tmp_path, REAL))
    assert bloc.id == "league"
    assert (bloc.scale, bloc.worldview) == ("50m", "un")
    assert bloc.as_of == date(2024, 7, 4)
    assert list(bloc.members(on="2016").index) == ["KAZ"]
    assert list(bloc.members(on="2017").index) == ["IND", "KAZ"]
    assert bloc.statuses_on("2016")["status"].to_dict() == {"IND": "observer", "KAZ": "member"}


def test_without_a_day_the_first_maps_day_counts(tmp_path: Path) -> None:
    bloc = load_bloc(write_folder(tmp_path, REAL))
    assert bloc.statuses_on().equals(bloc.statuses_on("2024-07-04"))
    assert bloc.countries_on().equals(bloc.countries_on("2024-07-04"))
    assert bloc.routes.equals(bloc.routes_on("2024-07-04"))
    assert bloc.routes_on().equals(bloc.routes)


@pytest.mark.parametrize("day", ["2016-12-31", "2016", date(2016, 12, 31), datetime(2016, 12, 31, 9, 30)])
def test_a_day_is_taken_in_every_form_and_in_every_method(tmp_path: Path, day: DayLike) -> None:
    bloc = load_bloc(write_folder(tmp_path, REAL), scale="110m")
    assert list(bloc.members(on=day).index) == ["KAZ"]
    assert list(bloc.statuses_on(day).index) == ["IND", "KAZ"]
    assert bloc.countries_on(day).loc["IND", "status"] == "observer"
    assert set(bloc.routes_on(day)["status"]) == {"operating", "planned"}


def test_a_day_that_is_none_is_misuse_in_every_method(tmp_path: Path) -> None:
    bloc = load_bloc(write_folder(tmp_path, REAL), scale="110m")
    for ask in (bloc.statuses_on, bloc.countries_on, bloc.routes_on, lambda day: bloc.members(on=day)):
        with pytest.raises(MisuseError, match="'yesterday' is not a date"):
            ask("yesterday")


def test_what_is_no_bloc_is_misuse_that_says_how_to_get_one() -> None:
    for given, advice in (("sco", "; load it first: geo.load_bloc('sco')"), (7, "")):
        with pytest.raises(MisuseError) as caught:
            check_bloc(given)
        assert str(caught.value) == f"{given!r} is not a bloc; expected what geo.load_bloc returns{advice}"
    with pytest.raises(MisuseError, match="7 is not a bloc or a folder"):
        load_bloc(7)  # type: ignore[arg-type]  # what a caller without a type checker may do


def test_frames_are_made_once(tmp_path: Path) -> None:
    bloc = load_bloc(write_folder(tmp_path, REAL))
    for name in ("places", "events", "routes", "stops", "journeys"):
        assert getattr(bloc, name) is getattr(bloc, name)
        assert getattr(bloc, name).crs.to_epsg() == 4326
    with pytest.raises(dataclasses.FrozenInstanceError):
        bloc.scale = "10m"  # type: ignore[misc]


def test_countries_are_joined_with_their_status(tmp_path: Path) -> None:
    bloc = load_bloc(write_folder(tmp_path, REAL))
    joined = bloc.countries_on("2024")
    assert list(joined.index) == list(bloc.countries.index)
    assert joined.loc["BHR", "status"] == "observer"
    assert joined["member"].sum() == 2
    assert "status" not in bloc.countries.columns


def test_a_member_too_small_for_a_coarse_scale_comes_from_a_finer_one(tmp_path: Path) -> None:
    coarse = load_countries("110m")
    assert "BHR" not in coarse.index
    bloc = load_bloc(write_folder(tmp_path, REAL), scale="110m")
    assert sorted({*coarse.index, "BHR"}) == list(bloc.countries.index)
    assert bloc.countries.loc["BHR", "geometry"].equals(load_countries("50m").loc["BHR", "geometry"])
    assert bloc.countries.crs.to_epsg() == 4326


def test_members_without_geometry_are_faults_at_their_place(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {"members.csv": REAL["members.csv"].replace("KAZ", "CPT").replace("BHR", "XQQ")})
    with pytest.raises(FaultyDataError) as caught:
        load_bloc(folder)
    assert [(fault.file, fault.line, fault.column, fault.found) for fault in caught.value.faults] == [
        ("members.csv", 2, 1, "'CPT'"),
        ("members.csv", 5, 1, "'XQQ'"),
    ]


def test_faults_of_tables_are_raised(tmp_path: Path) -> None:
    with pytest.raises(FaultyDataError, match="membre"):
        load_bloc(write_folder(tmp_path, change("members.csv", "XAA,member", "XAA,membre")))


@pytest.mark.parametrize("scale", ["110m", "50m", "10m"])
@pytest.mark.parametrize("name", shipped_blocs())
def test_a_shipped_bloc_loads_at_every_scale(name: str, scale: str) -> None:
    bloc = load_bloc(name, scale=scale)
    assert {row.country for row in bloc.tables.members} <= set(bloc.countries.index)


def test_a_bloc_and_its_tables_show_a_short_card(league: Bloc) -> None:
    first = league.spec.maps[0]
    for card in (repr(league), repr(league.tables)):
        assert len(card) < 1500 and len(card.splitlines()) <= 24
        assert card.startswith("League of the Date Palm (League), league, founded 2001-03-01")
        assert f"on {first.as_of}: members: {len(league.members())} (" in card
        assert f"places: {len(league.tables.places)}" in card and f"sources: {len(league.tables.sources)}" in card
        for one in league.spec.maps:
            assert f"{one.slug}, {one.as_of}" in card
    assert repr(league).endswith(f"scale {league.scale}, border view {league.worldview}")
    assert repr(league.spec) == f"<BlocSpec league: {len(league.spec.statuses)} statuses, {len(league.spec.maps)} maps>"


def test_a_card_stays_on_a_screen_whatever_the_folder_says(league: Bloc) -> None:
    long = league.spec.maps[0].model_copy(update={"title": {"en": "\x1b[31mlong " * 500}})
    spec = league.spec.model_copy(update={"maps": (long,) * 50})
    card = repr(dataclasses.replace(league.tables, spec=spec))
    assert len(card.splitlines()) <= 24 and max(map(len, card.splitlines())) <= 100
    assert "\x1b" not in card
    assert card.endswith("  and 38 more")
