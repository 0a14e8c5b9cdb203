"""The geometry's bytes: as the docs describe them, read back whole, and the same every time."""

from __future__ import annotations

import base64
import gzip
import json
import struct
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import MapDataError
from geo.geodesy.projection import Projection
from geo.topology.build import Topology, build_topology
from geo.topology.codec import decode, encode, pack_numbers, unpack_numbers
from geo.topology.grid import offsets
from geo.topology.levels import Levels
from geo.world.countries import load_countries
from tests.topologies import build
from tests.worlds import SQUARES


def topology(coarse: int, arcs: list[list[tuple[int, int, int]]], **more: object) -> Topology:
    """Make a topology of arcs told by x, y and level."""
    vertices = np.array([vertex for arc in arcs for vertex in arc], dtype=np.int64).reshape(-1, 3)
    parts = {"polygons": {}, "lines": {}, "horizon": []} | more
    return Topology(
        step=0.001,
        coarse=coarse,
        x=vertices[:, 0],
        y=vertices[:, 1],
        level=vertices[:, 2].astype(np.uint8),
        start=offsets(np.array([len(arc) for arc in arcs], dtype=np.int64)),
        **parts,  # type: ignore[arg-type]
    )


def assert_same(one: Topology, two: Topology) -> None:
    for field in fields(Topology):
        np.testing.assert_equal(getattr(one, field.name), getattr(two, field.name), err_msg=field.name)


coordinates = st.integers(-180_000, 180_000)
inner = st.tuples(coordinates, coordinates, st.integers(0, 15))
ends = st.tuples(coordinates, coordinates, st.just(0))
fine_arcs = st.builds(lambda first, middle, last: [first, *middle, last], ends, st.lists(inner, max_size=5), ends)
coarse_arcs = fine_arcs.map(lambda arc: [(x // 10 * 10, y // 10 * 10, level) for x, y, level in arc])


@st.composite
def topologies(draw: st.DrawFn) -> Topology:
    arcs = draw(st.lists(fine_arcs | coarse_arcs, max_size=6))
    rings = st.lists(st.integers(-len(arcs), len(arcs) - 1), max_size=4) if arcs else st.just([])
    return topology(
        draw(st.sampled_from([1, 10])),
        arcs,
        polygons=draw(
            st.dictionaries(st.text(max_size=5), st.lists(st.lists(rings, max_size=3), max_size=3), max_size=3)
        ),
        lines=draw(st.dictionaries(st.text(max_size=5), rings, max_size=3)),
        horizon=draw(st.lists(st.integers(0, 5), max_size=3)),
    )


@given(topologies())
def test_what_is_written_is_read(made: Topology) -> None:
    assert_same(decode(encode(made)), made)


@given(st.lists(st.integers(0, 2**60)), st.binary(max_size=5))
def test_numbers_are_read_back_and_what_follows_stays(values: list[int], rest: bytes) -> None:
    packed = np.frombuffer(pack_numbers(np.array(values, dtype=np.int64)) + rest, dtype=np.uint8)
    found, left = unpack_numbers(packed, len(values))
    assert found.tolist() == values
    assert left.tobytes() == rest


def test_numbers_are_a_byte_and_overflow_behind() -> None:
    assert pack_numbers(np.array([0, 254, 255, 300, 1000])) == bytes([0, 254, 255, 255, 255, 0, 45, 233, 5])


def test_the_bytes_are_those_of_the_docs() -> None:
    made = topology(
        10,
        [[(100, 20, 0), (110, 10, 5), (90, 20, 3), (100, 20, 0)], [(101, 20, 0), (102, 21, 0)]],
        polygons={"AAA": [[[0]]], "BBB": [[[-1, 0]]]},
        lines={"route:a": [1, -2]},
    )
    data = gzip.decompress(encode(made))
    (length,) = struct.unpack_from("<I", data, 4)
    header = json.loads(data[8 : 8 + length])
    assert data[:4] == b"BMG1"
    assert header == {
        "step": 0.001,
        "coarse": 10,
        "arcs": 2,
        "polygons": [["AAA", [[[0]]]], ["BBB", [[[-1, 1]]]]],
        "lines": [["route:a", [0, -2]]],
        "horizon": [],
    }
    sizes = [2 * 4, 2 * 2 + 1]
    longitudes = [2 * 10, 2 * 1, 2 * 2 - 1, 2 * 1, 2 * 1, 2 * 1]
    latitudes = [2 * 2, 2 * 1 - 1, 2 * 1, 0, 0, 2 * 1]
    assert list(data[8 + length :]) == [*sizes, *longitudes, *latitudes, 5 + 16 * 3]


def test_the_same_map_has_the_same_bytes() -> None:
    backwards = dict(reversed(SQUARES.items()))
    assert encode(build(SQUARES)) == encode(build(backwards))


def test_the_packed_bytes_carry_no_clock_and_no_name() -> None:
    flags, clock = encode(build(SQUARES))[3], encode(build(SQUARES))[4:8]
    assert (flags, clock) == (0, bytes(4))


def test_other_bytes_are_refused() -> None:
    with pytest.raises(MapDataError, match="expected b'BMG1'"):
        decode(gzip.compress(b"GIF89a", mtime=0))


def test_the_world_is_small() -> None:
    countries = load_countries("50m").geometry
    made = build_topology(dict(countries), {}, Projection(70, 50), Levels(step_deg=0.001, max_zoom=8, base_zoom=6))
    assert len(base64.b64encode(encode(made))) < 140_000


def test_a_million_vertices_of_routes_stay_below_their_budget() -> None:
    steps = np.random.default_rng(7).normal(scale=0.01, size=(1_000_000, 2))
    walk = np.cumsum(steps, axis=0) - np.cumsum(steps, axis=0).mean(axis=0) + (70, 45)
    walk[:, 1] = np.clip(walk[:, 1], -80, 80)
    made = build_topology({}, {"route:a": walk}, Projection(70, 50), Levels(step_deg=0.0001, max_zoom=10, base_zoom=6))
    assert len(made.x) > 800_000
    assert len(encode(made)) < 3_300_000
