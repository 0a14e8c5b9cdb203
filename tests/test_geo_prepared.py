"""What is prepared once: the same as what is made anew, whoever damages, forbids or shares the folder."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas import isna
from shapely.geometry import box

from geo import prepared as room
from geo.bloc import load_bloc
from geo.geodesy.projection import Projection
from geo.prepared import MOST_ENTRIES, OFF, VARIABLE, Arrays, cache_folder, forget, prepared
from geo.topology.levels import Levels
from geo.topology.store import Store, make_store
from geo.world.countries import load_countries
from geo.world.disputes import load_disputes
from layers.build import BuildOptions, build_bloc, differing
from tests.folders import REAL_LEAGUE

HERE = Projection(10, 50)
LINE = np.array([[2.0, 48.0], [18.0, 52.0]])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give each test a cache of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    forget()
    yield tmp_path / "kept"
    forget()


def squares() -> Store:
    return make_store(
        {"AAA": box(0, 45, 10, 55), "BBB": box(10, 45, 20, 55)},
        {"river:3:0": LINE, "river:3:1": LINE + 1, "route:a": LINE},
        HERE,
        Levels(step_deg=0.01, max_zoom=6, base_zoom=4),
        groups={"river:3:0": "river:3", "river:3:1": "river:3"},
    )


def numbers(made: list[int], *, of: str = "a") -> int:
    """Return a number that is prepared, and note when it is made."""

    def make() -> int:
        made.append(7)
        return 7

    def read(arrays: Arrays) -> int:
        return int(arrays[0][0])

    return prepared("number", [of.encode()], make, to_arrays=lambda number: [np.array([number])], from_arrays=read)


def same(one: Store, other: Store) -> bool:
    arrays = ("x", "y", "level", "start")
    alike = all(np.array_equal(getattr(one.topology, key), getattr(other.topology, key)) for key in arrays)
    kinds = all(getattr(one.topology, key).dtype == getattr(other.topology, key).dtype for key in arrays)
    told = ("step", "coarse", "polygons", "lines", "horizon")
    return alike and kinds and all(getattr(one.topology, key) == getattr(other.topology, key) for key in told)


def test_what_was_kept_equals_what_is_made_anew(monkeypatch: pytest.MonkeyPatch):
    made = squares()
    forget()
    kept = squares()
    monkeypatch.setenv(VARIABLE, OFF)
    anew = squares()
    assert kept is not made
    assert same(kept, anew)
    assert kept.encoded == anew.encoded
    assert set(kept.topology.lines) == {"river:3", "route:a"}
    assert len(kept.topology.lines["river:3"]) == 2


@pytest.mark.parametrize("scale", ["110m", "50m"])
def test_countries_and_disputes_that_were_kept_equal_those_made_anew(scale: str, monkeypatch: pytest.MonkeyPatch):
    load_countries(scale, apart=["HKG"]), load_disputes(scale)
    forget()
    kept = load_countries(scale, apart=["HKG"]), load_disputes(scale)
    monkeypatch.setenv(VARIABLE, OFF)
    anew = load_countries(scale, apart=["HKG"]), load_disputes(scale)
    for one, other in zip(kept, anew, strict=True):
        assert_geodataframe_equal(one, other)
        assert one.geometry.to_wkb().equals(other.geometry.to_wkb())
        assert [None if isna(value) else value for value in one.iloc[:, 0]] == [*other.iloc[:, 0]]


def test_who_changes_countries_changes_no_others():
    first = load_countries("110m")
    first.loc["KAZ", "name"] = "changed"
    assert load_countries("110m").loc["KAZ", "name"] == "Kazakhstan"


def test_a_second_build_makes_nothing_of_what_is_prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    wish = BuildOptions(maps=("league-members",), scale="110m")
    build_bloc(load_bloc(REAL_LEAGUE, scale="110m"), tmp_path / "first", wish)
    forget()
    made: list[Path] = []
    monkeypatch.setattr(room, "_write", lambda entry, arrays: made.append(entry))
    build_bloc(load_bloc(REAL_LEAGUE, scale="110m"), tmp_path / "second", wish)
    assert made == []
    assert differing(tmp_path.glob("first/*"), tmp_path / "second") == []


def test_it_is_made_once_and_read_by_another_process():
    made: list[int] = []
    assert [numbers(made), numbers(made)] == [7, 7]
    forget()  # as another process begins
    assert numbers(made) == 7
    assert made == [7]


def test_other_ingredients_and_other_code_are_another_entry(monkeypatch: pytest.MonkeyPatch):
    made: list[int] = []
    numbers(made, of="a")
    numbers(made, of="b")
    monkeypatch.setattr(room, "_code", lambda: b"changed")
    numbers(made, of="a")
    assert len(made) == 3


@pytest.mark.parametrize("damage", [b"", b"short", None], ids=["empty", "truncated", "one byte"])
def test_a_damaged_entry_is_noticed_and_made_anew(folder: Path, damage: bytes | None):
    made: list[int] = []
    numbers(made)
    (entry,) = folder.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(damage if damage is not None else whole[:-1] + bytes([whole[-1] ^ 1]))
    forget()
    assert numbers(made) == 7
    assert len(made) == 2
    assert entry.read_bytes() == whole


def test_off_leaves_no_trace(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, OFF)
    made: list[int] = []
    numbers(made)
    numbers(made)
    assert len(made) == 2
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "below"))
    made: list[int] = []
    assert numbers(made) == 7
    forget()
    assert numbers(made) == 7
    assert len(made) == 2


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch):
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in (VARIABLE, "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder() is None
    assert numbers([]) == 7


def test_the_folder_is_where_the_system_keeps_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr(room.sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "blocmap"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # which the standard tells to ignore
    assert cache_folder() == Path.home() / ".cache" / "blocmap"
    monkeypatch.setattr(room.sys, "platform", "darwin")
    assert cache_folder() == Path.home() / "Library" / "Caches" / "blocmap"


def test_the_oldest_entries_go(folder: Path):
    folder.mkdir()
    for number in range(MOST_ENTRIES + 3):
        (folder / f"old-{number}").write_bytes(b"")
        os.utime(folder / f"old-{number}", (number, number))
    numbers([])
    left = {path.name for path in folder.iterdir()}
    assert len(left) == MOST_ENTRIES
    assert not {"old-0", "old-1", "old-2", "old-3"} & left
    assert any(name.startswith("number-") for name in left)


def test_many_at_once_do_not_harm_each_other(folder: Path):
    code = """
import sys, numpy as np
from geo.prepared import prepared
for round in range(30):
    for key in range(5):
        found = prepared("n", [bytes([key])], lambda: key, to_arrays=lambda n: [np.full(5000, n)],
                         from_arrays=lambda arrays: int(arrays[0][-1]))
        assert found == key
    __import__("geo.prepared").prepared.forget()
"""
    environment = {**os.environ, VARIABLE: str(folder)}
    runs = [subprocess.Popen([sys.executable, "-c", code], env=environment) for _ in range(2)]
    spoiling = threading.Event()

    def spoil() -> None:
        while not spoiling.wait(0.01):
            for path in list(folder.glob("n-*"))[:1]:
                path.write_bytes(b"spoilt")

    spoiler = threading.Thread(target=spoil)
    spoiler.start()
    try:
        assert [run.wait(120) for run in runs] == [0, 0]
    finally:
        spoiling.set()
        spoiler.join()
    assert not [path.name for path in folder.iterdir() if not path.name.startswith("n-")]
