"""The bundle is whole and valid and cartopy reads it; what is missing, damaged or fetched is told or kept apart."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import socket
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zipfile import ZipFile

import cartopy
import numpy as np
import pytest
import shapely
from cartopy.io import shapereader

from geo.errors import MissingLayerError, MisuseError
from geo.world.fetch import fetch_layer
from geo.world.natural_earth import BUNDLE, REPOSITORY_VARIABLE, SCALES, find_layer, read_layer
from tests.worlds import square_world, write_repository

LAYER = "admin_0_countries"
CULTURAL = Path("shapefiles", "natural_earth", "cultural")

# What Natural Earth 4.1 has: the number of units, and of those that ISO 3166-1 has no code for.
EXPECTED = {"110m": (177, 3), "50m": (241, 6), "10m": (255, 17)}
NORTHERNMOST_LAND = 83.63


@pytest.fixture
def no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Point cartopy's cache to an empty folder."""
    monkeypatch.setitem(cartopy.config, "data_dir", tmp_path / "cache")
    monkeypatch.delenv(REPOSITORY_VARIABLE, raising=False)
    return tmp_path / "cache"


@pytest.mark.parametrize("scale", SCALES)
def test_cartopy_alone_reads_the_bundle(scale: str, monkeypatch: pytest.MonkeyPatch, no_cache: Path):
    monkeypatch.setitem(cartopy.config, "pre_existing_data_dir", BUNDLE)
    path = shapereader.natural_earth(resolution=scale, category="cultural", name=LAYER)
    with shapereader.Reader(path)._reader as reader:
        names = {record["NAME"] for record in reader.iterRecords()}
        assert len(reader) == EXPECTED[scale][0]
    assert {"Kyrgyzstan", "Côte d'Ivoire"} <= names


@pytest.mark.parametrize("scale", SCALES)
def test_the_bundle_holds_the_units_of_natural_earth(scale: str, no_cache: Path):
    frame = read_layer(LAYER, scale=scale)
    units, without_iso = EXPECTED[scale]
    assert len(frame) == units
    assert (frame.ISO_A3 == "-99").sum() == without_iso
    assert frame.ADM0_A3.is_unique
    assert frame.ADM0_A3.is_monotonic_increasing
    assert frame.ADM0_A3.str.fullmatch("[A-Z]{3}").all()
    assert (frame.ADM0_A3 == frame.ISO_A3)[frame.ISO_A3 != "-99"].all()
    assert frame.crs == "EPSG:4326"


@pytest.mark.parametrize("scale", SCALES)
def test_the_bundle_spans_the_world(scale: str):
    west, south, east, north = read_layer(LAYER, scale=scale).total_bounds
    assert (west, south, east) == (-180, -90, 180)
    assert north == pytest.approx(NORTHERNMOST_LAND, abs=0.05)


@pytest.mark.parametrize("scale", SCALES)
def test_every_unit_is_valid_and_neighbours_share_their_borders(scale: str):
    shapes = read_layer(LAYER, scale=scale).geometry
    assert shapes.is_valid.all()
    assert not shapes.is_empty.any()
    assert shapely.coverage_is_valid(np.asarray(shapes.array))


@pytest.mark.parametrize("scale", SCALES)
def test_units_across_180_are_cut_there(scale: str):
    frame = read_layer(LAYER, scale=scale).set_index("ADM0_A3")
    for code in ("RUS", "FJI"):
        parts = shapely.get_parts(frame.geometry[code])
        bounds = shapely.bounds(parts)
        assert (bounds[:, 0] == -180).any()
        assert (bounds[:, 2] == 180).any()
        assert (bounds[:, 2] - bounds[:, 0]).max() < 180
    pole = shapely.get_parts(frame.geometry["ATA"])
    assert any(part.bounds[:3] == (-180, -90, 180) for part in pole)


@pytest.mark.parametrize("scale", SCALES)
def test_the_peninsula_whose_owner_is_disputed_is_a_part_of_its_own(scale: str):
    parts = shapely.get_parts(read_layer(LAYER, scale=scale).set_index("ADM0_A3").geometry["RUS"])
    held = parts[shapely.contains_xy(parts, 34.2, 45.2)]
    assert len(held) == 1
    # As far as the cape in the west, the strait in the east, the isthmus in the north.
    assert held[0].bounds == pytest.approx((32.5, 44.4, 36.6, 46.2), abs=0.1)


@pytest.mark.parametrize("scale", ["50m", "10m"])
def test_the_smallest_state_is_there_and_is_a_hole_in_its_neighbour(scale: str):
    frame = read_layer(LAYER, scale=scale).set_index("ADM0_A3")
    smallest = frame.geometry["VAT"]
    assert smallest.area > 0
    assert frame.geometry["ITA"].touches(smallest)


def test_the_registry_names_every_file_by_its_hash():
    registry = tomllib.loads((BUNDLE / "registry.toml").read_text(encoding="utf-8"))
    found = {
        path.relative_to(BUNDLE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (BUNDLE / "shapefiles").rglob("*.*")
    }
    assert registry["files"] == found
    assert registry["version"] == find_layer("admin_0_countries", scale="110m").version == "4.1.0"


def test_the_bundle_is_what_is_read_where_nothing_else_is_asked_for(no_cache: Path):
    write_repository(no_cache, LAYER, square_world(), scale="50m")
    layer = find_layer(LAYER, scale="50m")
    assert layer.path.is_relative_to(BUNDLE)
    assert layer.version == "4.1.0"
    assert layer.path.name in layer.sha256


def test_the_cache_is_read_for_what_is_not_bundled(no_cache: Path):
    write_repository(no_cache, "admin_0_disputed_areas", square_world())
    assert len(read_layer("admin_0_disputed_areas", scale="10m")) == len(square_world())
    assert find_layer("admin_0_disputed_areas", scale="10m").version is None


def test_a_repository_that_is_given_comes_first(no_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write_repository(tmp_path / "own", LAYER, square_world(), scale="50m")
    assert len(read_layer(LAYER, scale="50m", repository=folder)) == len(square_world())
    monkeypatch.setenv(REPOSITORY_VARIABLE, str(folder))
    assert len(read_layer(LAYER, scale="50m")) == len(square_world())
    assert len(read_layer(LAYER, scale="110m")) == EXPECTED["110m"][0]


def test_a_layer_in_another_system_comes_in_longitude_and_latitude(no_cache: Path):
    write_repository(no_cache, "railroads", square_world().to_crs("EPSG:3857"))
    frame = read_layer("railroads", scale="10m")
    assert frame.crs == "EPSG:4326"
    assert frame.total_bounds == pytest.approx(square_world().total_bounds)


def test_cartopys_configuration_is_left_as_it_was(no_cache: Path):
    before = dict(cartopy.config)
    read_layer(LAYER, scale="110m")
    with pytest.raises(MissingLayerError):
        read_layer("nowhere", scale="110m")
    assert cartopy.config == before


def test_reading_takes_no_drawing_library():
    code = (
        "import sys; from geo.world.natural_earth import read_layer; read_layer('admin_0_countries', scale='110m');"
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_missing_layer_is_told_in_one_line_with_what_to_type(no_cache: Path):
    with pytest.raises(MissingLayerError) as caught:
        read_layer("lakes", scale="10m", category="physical")
    message = str(caught.value)
    assert "\n" not in message
    assert "lakes at 10m" in message
    assert str(BUNDLE) in message
    assert str(no_cache) in message
    assert message.endswith("type: blocmap fetch lakes --scale 10m --category physical")


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"name": LAYER, "scale": "25m"}, "'25m' is not a scale"),
        ({"name": LAYER, "scale": "50m", "category": "raster"}, "'raster' is not a category"),
        ({"name": "../../etc/passwd", "scale": "50m"}, "is not the name of a layer"),
    ],
)
def test_misuse_is_told(options: dict[str, str], wrong: str):
    with pytest.raises(MisuseError, match=wrong):
        read_layer(**options)  # type: ignore[arg-type]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _change(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)


@pytest.mark.parametrize("damage", [_cut, _change, Path.unlink])
@pytest.mark.parametrize("suffix", [".shp", ".shx", ".dbf"])
def test_a_damaged_bundle_is_refused(suffix: str, damage: Callable[[Path], None], tmp_path: Path, no_cache: Path):
    folder = tmp_path / "copy"
    shutil.copytree(BUNDLE, folder)
    damage(folder / CULTURAL / f"ne_110m_{LAYER}{suffix}")
    # A missing shapefile is no damage: the layer is then looked for elsewhere, and found in the bundle.
    if suffix == ".shp" and damage is Path.unlink:
        assert find_layer(LAYER, scale="110m", repository=folder).path.is_relative_to(BUNDLE)
        return
    with pytest.raises(MissingLayerError, match=rf"ne_110m_{LAYER}\{suffix}"):
        read_layer(LAYER, scale="110m", repository=folder)


@pytest.mark.parametrize(("suffix", "damage"), [(".shp", _cut), (".shx", _cut), (".dbf", _cut), (".dbf", Path.unlink)])
def test_a_damaged_layer_without_record_is_refused(suffix: str, damage, no_cache: Path):
    write_repository(no_cache, "railroads", square_world())
    damage(no_cache / CULTURAL / f"ne_10m_railroads{suffix}")
    with pytest.raises(MissingLayerError, match="ne_10m_railroads"):
        read_layer("railroads", scale="10m")


class _Server:
    """A server on this machine that answers with what a test puts there."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, bytes, int]] = {}
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, body, length = owner.answers.get(self.path, (404, b"", 0))
                self.send_response(status)
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def offer(self, name: str, body: bytes, *, length: int | None = None) -> None:
        self.answers[f"/{name}.zip"] = (200, body, len(body) if length is None else length)

    def close(self) -> None:
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, no_cache: Path) -> Iterator[_Server]:
    """Let cartopy's downloader ask a server on this machine."""
    server = _Server()
    default = shapereader.NEShpDownloader.default_downloader()
    default.url_template = f"http://127.0.0.1:{server.http.server_port}/{{name}}.zip"
    monkeypatch.setitem(cartopy.config["downloaders"], ("shapefiles", "natural_earth"), default)
    yield server
    server.close()


def _archive(folder: Path, name: str, *, without: str = "") -> bytes:
    write_repository(folder, name, square_world())
    body = io.BytesIO()
    with ZipFile(body, "w") as archive:
        for path in sorted((folder / CULTURAL).glob(f"ne_10m_{name}.*")):
            if path.suffix != without:
                archive.write(path, path.name)
        archive.writestr(f"ne_10m_{name}.VERSION.txt", "5.1.2\n")
        archive.writestr(f"ne_10m_{name}.README.html", "not wanted")
    return body.getvalue()


def test_a_fetched_layer_is_kept_with_version_and_hashes(server: _Server, no_cache: Path, tmp_path: Path):
    body = _archive(tmp_path / "source", "railroads")
    server.offer("railroads", body)
    seen: list[tuple[int, int | None]] = []
    layer = fetch_layer("railroads", scale="10m", progress=lambda done, total: seen.append((done, total)))
    assert layer.version == "5.1.2"
    assert len(read_layer("railroads", scale="10m")) == len(square_world())
    assert seen[-1] == (len(body), len(body))
    record = json.loads(layer.path.with_suffix(".sha256.json").read_text())
    assert record["archive"] == hashlib.sha256(body).hexdigest()
    assert set(layer.sha256) == {path.name for path in layer.path.parent.iterdir()} - {"ne_10m_railroads.sha256.json"}
    assert not any("README" in name for name in layer.sha256)


def test_a_fetched_layer_that_changes_afterwards_is_refused(server: _Server, tmp_path: Path):
    server.offer("railroads", _archive(tmp_path / "source", "railroads"))
    layer = fetch_layer("railroads", scale="10m")
    _change(layer.path)
    with pytest.raises(MissingLayerError, match="found SHA-256"):
        read_layer("railroads", scale="10m")


def test_the_right_hash_is_accepted_and_a_wrong_one_refused(server: _Server, no_cache: Path, tmp_path: Path):
    body = _archive(tmp_path / "source", "railroads")
    server.offer("railroads", body)
    with pytest.raises(MissingLayerError, match=f"found SHA-256 {hashlib.sha256(body).hexdigest()}, expected 0000"):
        fetch_layer("railroads", scale="10m", sha256="0000")
    assert _kept(no_cache) == []
    assert fetch_layer("railroads", scale="10m", sha256=hashlib.sha256(body).hexdigest()).path.is_file()


def _kept(cache: Path) -> list[str]:
    return [path.name for path in cache.rglob("*") if path.is_file()]


@pytest.mark.parametrize("fault", ["cut off", "not an archive", "damaged", "without table", "absent"])
def test_nothing_of_a_failed_download_stays(fault: str, server: _Server, no_cache: Path, tmp_path: Path):
    body = _archive(tmp_path / "source", "railroads", without=".dbf" if fault == "without table" else "")
    if fault == "cut off":
        server.offer("railroads", body[: len(body) // 2], length=len(body))
    elif fault == "damaged":
        middle = len(body) // 3
        server.offer("railroads", body[:middle] + bytes(40) + body[middle + 40 :])
    elif fault != "absent":
        server.offer("railroads", b"<html>sorry</html>" if fault == "not an archive" else body)
    with pytest.raises(MissingLayerError, match=r"railroads\.zip: .*nothing was kept"):
        fetch_layer("railroads", scale="10m")
    assert _kept(no_cache) == []
    assert list(no_cache.rglob(".fetch-*")) == []


def test_a_failed_download_leaves_the_older_layer(server: _Server, tmp_path: Path):
    body = _archive(tmp_path / "source", "railroads")
    server.offer("railroads", body)
    fetch_layer("railroads", scale="10m")
    server.offer("railroads", body[:100], length=len(body))
    with pytest.raises(MissingLayerError):
        fetch_layer("railroads", scale="10m")
    assert len(read_layer("railroads", scale="10m")) == len(square_world())


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch, server: _Server):
    default = cartopy.config["downloaders"][("shapefiles", "natural_earth")]
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr(default, "url_template", f"http://127.0.0.1:{silent.getsockname()[1]}/{{name}}.zip")
        with pytest.raises(MissingLayerError, match="timed out"):
            fetch_layer("railroads", scale="10m", timeout_s=0.2)
