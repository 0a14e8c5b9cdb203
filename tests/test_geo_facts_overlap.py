"""Two memberships side by side: who is in what on which day, from an aspect or another bloc; and what is refused."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from geo.bloc import Bloc, load_bloc
from geo.checks.run import check_folder
from geo.export.collect import gather
from geo.facts.overlap import overlap_history, overlap_of
from geo.model.dates import holds_on
from geo.shipped import bloc_folder
from layers.build import BuildOptions, build_bloc
from tests.aspects import write_aspects
from tests.folders import REAL_LEAGUE


def with_overlap(folder: Path, name: str) -> Path:
    """Let the first map of a folder show the bloc beside another membership."""
    toml = folder / "bloc.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace("[[maps]]\n", f'[[maps]]\noverlap = "{name}"\n', 1), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def union() -> Bloc:
    return load_bloc("eaeu", scale="110m")


def parts_on(bloc: Bloc, slug: str, day: str) -> dict[str, str]:
    (drawn,) = (one for one in bloc.spec.maps if one.slug == slug)
    asked = date.fromisoformat(day)
    return {row.country: row.status for row in overlap_of(bloc.tables, drawn).spells
            if holds_on(row.since, row.until, asked)}  # fmt: skip


@pytest.mark.parametrize(
    ("day", "first", "both", "second"),
    [
        ("2001-06-14", "", "", ""),
        ("2001-06-15", "", "", "CHN KAZ KGZ RUS TJK UZB"),
        ("2015-01-01", "BLR", "KAZ RUS", "CHN KGZ TJK UZB"),
        ("2015-08-12", "ARM BLR", "KAZ KGZ RUS", "CHN TJK UZB"),
        ("2024-07-03", "ARM BLR", "KAZ KGZ RUS", "CHN IND IRN PAK TJK UZB"),
        ("2024-07-04", "ARM", "BLR KAZ KGZ RUS", "CHN IND IRN PAK TJK UZB"),
    ],
)
def test_who_is_in_what_on_a_day(union: Bloc, day: str, first: str, both: str, second: str) -> None:
    wanted = {"first": first, "both": both, "second": second}
    assert parts_on(union, "eaeu-and-sco", day) == {
        code: part for part, codes in wanted.items() for code in codes.split()
    }


def test_what_goes_on_unchanged_is_one_spell_with_the_sources_of_both(union: Bloc) -> None:
    spells = [row for row in overlap_history(union.tables, union.countries) if row.code == "BLR"]
    assert [(row.part, str(row.since), str(row.until)) for row in spells] == [
        ("first", "2015-01-01", "2024-07-04"), ("both", "2024-07-04", "None"),
    ]  # fmt: skip
    assert not any(":" in source for source in spells[0].sources)
    assert {source.startswith("sco:") for source in spells[1].sources} == {True, False}


def test_an_aspect_is_another_side_too(tmp_path: Path) -> None:
    bloc = load_bloc(with_overlap(write_aspects(tmp_path / "bloc"), "pact"), scale="110m")
    slug = bloc.spec.maps[0].slug
    held = parts_on(bloc, slug, "2020-06-01")
    # Keepers and signatories alike count; who is an observer of the league is no member of it.
    assert {code for code, part in held.items() if part == "both"} == {"DZA", "TUN", "LBY"}
    assert {code for code, part in held.items() if part == "second"} == set()
    assert "MLT" not in held and "first" in held.values()
    assert parts_on(bloc, slug, "2004-12-31")["DZA"] == "first"


def test_who_has_no_date_is_in_both_for_as_long_as_the_other_lasts(tmp_path: Path) -> None:
    folder = with_overlap(write_aspects(tmp_path / "bloc"), "pact")
    members = folder / "members.csv"
    text = members.read_text(encoding="utf-8").replace("DZA,founder,2001-03-01", "DZA,founder,")
    text = text.replace("TUN,keeper,2005-01-01", "TUN,keeper,").replace("TUN,founder,2001-03-01", "TUN,founder,")
    members.write_text(text, encoding="utf-8")
    bloc = load_bloc(folder, scale="110m")
    told = [(row.country, row.status, row.since and str(row.since), row.until and str(row.until))
            for row in overlap_of(bloc.tables, bloc.spec.maps[0]).spells]  # fmt: skip
    assert [one for one in told if one[0] in ("DZA", "TUN")] == [
        ("DZA", "first", None, "2005-01-01"),
        ("DZA", "both", "2005-01-01", None),
        ("TUN", "both", None, None),
    ]


def test_the_names_that_the_bloc_has_for_countries_stand_here_too(tmp_path: Path) -> None:
    folder = with_overlap(write_aspects(tmp_path / "bloc"), "pact")
    toml = folder / "bloc.toml"
    own = '[countries.DZA]\nname = "Algiers and beyond"\n\n[[maps]]'
    toml.write_text(toml.read_text(encoding="utf-8").replace("[[maps]]", own, 1), encoding="utf-8")
    bloc = load_bloc(folder, scale="110m")
    rows = [row for row in overlap_history(bloc.tables, bloc.countries) if row.code == "DZA"]
    assert {row.name["en"] for row in rows} == {"Algiers and beyond"}


def test_a_folder_beside_goes_before_a_shipped_bloc_and_is_checked(tmp_path: Path) -> None:
    league = with_overlap(Path(shutil.copytree(REAL_LEAGUE, tmp_path / "league")), "sco")
    other = Path(shutil.copytree(bloc_folder("eaeu"), tmp_path / "sco"))
    bloc = load_bloc(league, scale="110m")
    told = {spell.country for spell in overlap_of(bloc.tables, bloc.spec.maps[0]).spells}
    assert "ARM" in told and "CHN" not in told
    (other / "members.csv").write_text((other / "members.csv").read_text().replace("ARM", "ARN"), encoding="utf-8")
    faults = [str(fault) for fault in check_folder(league) if not fault.warning]
    assert len(faults) == 1 and "'sco', which has faults" in faults[0] and f"blocmap check {other}" in faults[0]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("scoo", "did you mean 'sco'?"),
        ("pacts", "did you mean 'pact'?"),
        ("bloc", "the bloc itself"),
        ("../sco", "an id"),
    ],
)
def test_what_cannot_be_the_other_side_is_told_at_its_line(name: str, said: str, tmp_path: Path) -> None:
    folder = with_overlap(write_aspects(tmp_path / "bloc"), name)
    (fault,) = (fault for fault in check_folder(folder) if not fault.warning)
    lines = (folder / "bloc.toml").read_text(encoding="utf-8").splitlines()
    assert fault.line and lines[fault.line - 1] == f'overlap = "{name}"'
    assert said in str(fault)


def test_two_that_show_each_other_end(tmp_path: Path) -> None:
    one, two = (Path(shutil.copytree(REAL_LEAGUE, tmp_path / name)) for name in ("one", "two"))
    with_overlap(one, "two")
    with_overlap(two, "one")
    tables = load_bloc(one, scale="110m").tables
    assert set(tables.beside) == {"two"} and not tables.beside["two"].beside


def test_an_export_has_the_spells_and_the_sources_of_both(union: Bloc) -> None:
    content = gather(union, date(2026, 3, 31))
    layers = {layer.name: layer.rows for layer in content.layers}
    assert {(row["code"], row["part"]) for row in layers["overlaps"] if not row["until"]} >= {
        ("ARM", "first"),
        ("BLR", "both"),
    }
    known = {row["id"] for row in layers["sources"]}
    assert {key for row in layers["overlaps"] for key in str(row["sources"]).split()} <= known


def test_a_manifest_names_the_files_of_both(union: Bloc, tmp_path: Path) -> None:
    build_bloc(union, tmp_path, BuildOptions(maps=["eaeu-and-sco"], scale="110m"))
    text = (tmp_path / "eaeu-and-sco.manifest.json").read_text(encoding="utf-8")
    assert '"members.csv"' in text and '"sco/members.csv"' in text
