"""Natural Earth layers through cartopy: from a repository given, the bundle, cartopy's cache, or fetched on request.

A repository is a folder in cartopy's own layout. What lies in one of ours has its SHA-256 beside it and is refused
when it differs; nothing is ever downloaded by reading.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import threading
import tomllib
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import geopandas
import pyogrio

from geo.data_files import DATA
from geo.errors import MissingLayerError, MisuseError, list_allowed

BUNDLE = DATA / "natural_earth"
"""The repository that ships with the package: admin-0 countries at every scale."""
REPOSITORY_VARIABLE = "BLOCMAP_NATURAL_EARTH"
"""Environment variable with the path of a repository to look in before the bundle."""
SCALES = ("110m", "50m", "10m")
CATEGORIES = ("cultural", "physical")
TIMEOUT_S = 30.0
CHUNK_BYTES = 1 << 16
REGISTRY = "registry.toml"
RECORD_SUFFIX = ".sha256.json"
CRS = "EPSG:4326"
_NEEDED = (".shp", ".shx", ".dbf")
_OPTIONAL = (".prj", ".cpg", ".VERSION.txt")
_UNREADABLE = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError)
_NOT_FETCHED = (OSError, HTTPException, BadZipFile, zlib.error, KeyError, ValueError)
_cartopy_lock = threading.Lock()

Progress = Callable[[int, int | None], None]
"""Told the bytes fetched so far and, where the server says it, how many there will be."""


@dataclass(frozen=True)
class Layer:
    """Where a layer lies and what is known of it.

    ``version`` is Natural Earth's, ``None`` where nothing beside the files tells it. ``sha256`` holds the recorded
    hash by file name; it is empty for files that somebody else put there.
    """

    name: str
    scale: str
    path: Path
    version: str | None
    sha256: Mapping[str, str]


def read_layer(
    name: str, *, scale: str, category: str = "cultural", repository: Path | None = None
) -> geopandas.GeoDataFrame:
    """Read a layer into a frame, all columns as they are in the file.

    Parameters
    ----------
    name : Natural Earth's name of the layer, such as ``admin_0_countries``.
    scale : ``110m``, ``50m`` or ``10m``.
    repository : a folder in cartopy's layout to look in first; ``None`` leaves that to the environment.

    Returns
    -------
    One row per feature in the order of the file, EPSG:4326.

    Raises
    ------
    MissingLayerError
        When the layer is nowhere, or its files differ from their recorded hashes or cannot be read.
    """
    layer = find_layer(name, scale=scale, category=category, repository=repository)
    _verify(layer)
    try:
        frame: geopandas.GeoDataFrame = pyogrio.read_dataframe(layer.path)
    except _UNREADABLE as error:
        raise MissingLayerError(f"{layer.path}: cannot be read ({error}); {_advice(name, scale, category)}") from error
    if frame.geometry.isna().any():
        found = f"{frame.geometry.isna().sum()} of {len(frame)} features without geometry"
        raise MissingLayerError(f"{layer.path}: found {found}, a damaged file; {_advice(name, scale, category)}")
    return frame if frame.crs == CRS else frame.to_crs(CRS)


def find_layer(name: str, *, scale: str, category: str = "cultural", repository: Path | None = None) -> Layer:
    """Say where a layer would be read from, without reading it; raise ``MissingLayerError`` when it is nowhere."""
    _check(name, scale, category)
    import cartopy  # late: it takes a tenth of a second that checking tables does without
    from cartopy.io import shapereader

    folders = _folders(repository, cartopy.config)
    for folder in folders:
        if (folder / _relative(name, scale, category)).is_file():
            with _cartopy_config(cartopy.config, pre_existing_data_dir=folder):
                path = Path(shapereader.natural_earth(resolution=scale, category=category, name=name))
            return _describe(name, scale, path, folder)
    looked = ", ".join(str(folder) for folder in folders)
    raise MissingLayerError(
        f"Natural Earth layer {name} at {scale} is not in any of {looked}; {_advice(name, scale, category)}"
    )


def fetch_layer(
    name: str,
    *,
    scale: str,
    category: str = "cultural",
    sha256: str | None = None,
    timeout_s: float = TIMEOUT_S,
    progress: Progress | None = None,
) -> Layer:
    """Download a layer from where cartopy says into cartopy's cache, where cartopy too will find it.

    The archive is checked whole before anything replaces what was there, and its SHA-256 is recorded. A layer that
    was fetched before is fetched anew.

    Parameters
    ----------
    sha256 : the archive's expected hash; ``None`` accepts any and records it.
    timeout_s : seconds without a byte after which the download is given up.

    Raises
    ------
    MissingLayerError
        When the server cannot be reached, the archive is cut off or damaged, or the hash differs.
    """
    _check(name, scale, category)
    import cartopy
    from cartopy.io import Downloader, shapereader  # noqa: F401  the reader registers the downloader

    downloader = Downloader.from_config(("shapefiles", "natural_earth", scale, category, name))
    words = {"config": cartopy.config, "resolution": scale, "category": category, "name": name}
    target = Path(downloader.target_path(words))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".fetch-") as temporary:
        archive = Path(temporary) / "layer.zip"
        url = downloader.url(words)
        try:
            _download(url, archive, timeout_s, progress)
            _unpack(archive, target.stem, url, sha256)
        except _NOT_FETCHED as error:
            raise MissingLayerError(f"{url}: {error}; nothing was kept, try again") from error
        # The shapefile itself goes last: it is what cartopy takes as the sign that a layer is there.
        parts = [path for path in Path(temporary).iterdir() if path != archive]
        for part in sorted(parts, key=lambda path: path.suffix == ".shp"):
            part.replace(target.parent / part.name)
    return _describe(name, scale, target, Path(cartopy.config["data_dir"]))


def _check(name: str, scale: str, category: str) -> None:
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise MisuseError(f"'{name}' is not the name of a layer; expected small letters, digits and _")
    for found, allowed, what in ((scale, SCALES, "scale"), (category, CATEGORIES, "category")):
        if found not in allowed:
            raise MisuseError(f"'{found}' is not a {what} of Natural Earth; expected {list_allowed(allowed)}")


def _advice(name: str, scale: str, category: str) -> str:
    option = "" if category == CATEGORIES[0] else f" --category {category}"
    return f"type: blocmap fetch {name} --scale {scale}{option}"


def _relative(name: str, scale: str, category: str) -> Path:
    return Path("shapefiles", "natural_earth", category, f"ne_{scale}_{name}.shp")


def _folders(repository: Path | None, config: Mapping[str, Any]) -> list[Path]:
    given = repository or os.environ.get(REPOSITORY_VARIABLE)
    # An unset CARTOPY_DATA_DIR reaches cartopy as the current folder, which nobody means.
    existing = Path(config["pre_existing_data_dir"])
    folders = [Path(given)] if given else []
    folders += [BUNDLE, *([existing] if existing != Path() else []), Path(config["data_dir"])]
    return list(dict.fromkeys(folders))


@contextmanager
def _cartopy_config(config: dict[str, Any], **changes: Path) -> Iterator[None]:
    """Change cartopy's configuration, which is global, for one call."""
    with _cartopy_lock:
        before = {key: config[key] for key in changes}
        config.update(changes)
        try:
            yield
        finally:
            config.update(before)


def _describe(name: str, scale: str, path: Path, folder: Path) -> Layer:
    record = path.with_suffix(RECORD_SUFFIX)
    if record.is_file():
        known = json.loads(record.read_text(encoding="utf-8"))
        return Layer(name, scale, path, known["version"], known["files"])
    if (folder / REGISTRY).is_file():
        known = _read_registry(folder / REGISTRY)
        base = path.parent.relative_to(folder)
        files = {Path(key).name: value for key, value in known["files"].items() if Path(key).parent == base}
        own = {key: value for key, value in files.items() if key.partition(".")[0] == path.stem}
        return Layer(name, scale, path, known["version"], own)
    version = path.with_suffix(".VERSION.txt")
    return Layer(name, scale, path, version.read_text().strip() if version.is_file() else None, {})


@cache
def _read_registry(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _verify(layer: Layer) -> None:
    lost = [path for path in (layer.path.with_suffix(suffix) for suffix in _NEEDED) if not path.is_file()]
    if lost:
        raise MissingLayerError(f"{lost[0]}: no such file beside {layer.path.name}; fetch the layer again")
    for file, expected in layer.sha256.items():
        path = layer.path.with_name(file)
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
        if found != expected:
            raise MissingLayerError(
                f"{path}: found SHA-256 {found}, expected {expected}; the file is damaged: install the package again"
                " or fetch the layer again"
            )


def _download(url: str, target: Path, timeout_s: float, progress: Progress | None) -> None:
    from urllib.request import urlopen  # late: most runs never download

    with urlopen(url, timeout=timeout_s) as response, target.open("wb") as file:
        length = response.headers.get("Content-Length")
        total = int(length) if length else None
        while chunk := response.read(CHUNK_BYTES):
            file.write(chunk)
            if progress:
                progress(file.tell(), total)
    size = target.stat().st_size
    if total is not None and size != total:
        raise ValueError(f"found {size} bytes, expected {total}")


def _unpack(archive: Path, stem: str, url: str, sha256: str | None) -> None:
    """Unpack the layer's files beside the archive, with a record of their hashes."""
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if sha256 and found != sha256:
        raise ValueError(f"found SHA-256 {found}, expected {sha256}")
    with ZipFile(archive) as content:
        for name in (f"{stem}{suffix}" for suffix in (*_NEEDED, *_OPTIONAL)):
            if name in content.namelist() or name.endswith(_NEEDED):
                with content.open(name) as source, (archive.parent / name).open("wb") as target:
                    shutil.copyfileobj(source, target)
    version = archive.parent / f"{stem}.VERSION.txt"
    files = sorted(path for path in archive.parent.iterdir() if path != archive)
    record = {
        "url": url,
        "archive": found,
        "version": version.read_text().strip() if version.is_file() else None,
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }
    (archive.parent / f"{stem}{RECORD_SUFFIX}").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
