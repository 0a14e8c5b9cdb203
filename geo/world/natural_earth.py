"""Natural Earth layers: from a repository given, the bundle, cartopy's cache, or fetched through it on request.

A repository is a folder in cartopy's own layout. What lies in one of ours has its SHA-256 beside it and is refused
when it differs; nothing is ever downloaded by reading.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.data_files import DATA
from geo.errors import MissingLayerError, MisuseError, check_one_of

if TYPE_CHECKING:
    import geopandas

BUNDLE = DATA / "natural_earth"
"""The repository that ships with the package: admin-0 countries at every scale."""
REPOSITORY_VARIABLE = "BLOCMAP_NATURAL_EARTH"
"""Environment variable with the path of a repository to look in before the bundle."""
SCALES = ("110m", "50m", "10m")
CATEGORIES = ("cultural", "physical")
REGISTRY = "registry.toml"
RECORD_SUFFIX = ".sha256.json"
CRS = "EPSG:4326"
_NEEDED = (".shp", ".shx", ".dbf")
_OPTIONAL = (".prj", ".cpg", ".VERSION.txt")
_RENEW = "install the package again or fetch the layer again"
_cartopy_lock = threading.Lock()


@dataclass(frozen=True)
class NaturalEarthLayer:
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
    verify_layer(layer)
    import pyogrio  # late: it takes longer than a check of a folder does

    try:
        frame: geopandas.GeoDataFrame = pyogrio.read_dataframe(layer.path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError) as error:
        raise MissingLayerError(f"{layer.path}: cannot be read ({error}); {_advice(name, scale, category)}") from error
    if frame.geometry.isna().any():
        found = f"{frame.geometry.isna().sum()} of {len(frame)} features without geometry"
        raise MissingLayerError(f"{layer.path}: found {found}, a damaged file; {_advice(name, scale, category)}")
    return frame if frame.crs == CRS else frame.to_crs(CRS)


def layer_stamp(path: Path) -> tuple[tuple[int, int], ...]:
    """Return time and size of a layer's files; nothing where one is missing, which is told when it is read."""
    files = [path.with_suffix(suffix) for suffix in (".shp", ".shx", ".dbf")]
    return tuple((file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file())


def layer_key(name: str, scale: str) -> str:
    """Return what tells a layer's files from all others; raise ``MissingLayerError`` when the layer is nowhere."""
    found = find_layer(name, scale=scale)
    return repr((str(found.path), layer_stamp(found.path), sorted(found.sha256.items())))


def find_layer(
    name: str, *, scale: str, category: str = "cultural", repository: Path | None = None
) -> NaturalEarthLayer:
    """Say where a layer would be read from, without reading it; raise ``MissingLayerError`` when it is nowhere."""
    _check(name, scale, category)
    relative = _relative(name, scale, category)
    own = _own_folders(repository)
    for folder in own:
        if (folder / relative).is_file():
            return _describe(name, scale, folder / relative, folder)
    import cartopy  # late: its import takes a quarter of a second, and what ships with this package is found without

    others = _cartopy_folders(cartopy.config)
    for folder in others:
        if (folder / relative).is_file():
            from cartopy.io import shapereader

            with _cartopy_config(cartopy.config, pre_existing_data_dir=folder):
                path = Path(shapereader.natural_earth(resolution=scale, category=category, name=name))
            return _describe(name, scale, path, folder)
    looked = ", ".join(str(folder) for folder in dict.fromkeys([*own, *others]))
    raise MissingLayerError(
        f"Natural Earth layer {name} at {scale} is not in any of {looked}; {_advice(name, scale, category)}"
    )


def _check(name: str, scale: str, category: str) -> None:
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise MisuseError(f"'{name}' is not the name of a layer; expected small letters, digits and _")
    check_one_of(scale, SCALES, "a scale of Natural Earth")
    check_one_of(category, CATEGORIES, "a category of Natural Earth")


def _advice(name: str, scale: str, category: str) -> str:
    option = "" if category == CATEGORIES[0] else f" --category {category}"
    return f"type: blocmap fetch {name} --scale {scale}{option}"


def _relative(name: str, scale: str, category: str) -> Path:
    return Path("shapefiles", "natural_earth", category, f"ne_{scale}_{name}.shp")


def _own_folders(repository: Path | None) -> list[Path]:
    given = repository or os.environ.get(REPOSITORY_VARIABLE)
    return [*([Path(given)] if given else []), BUNDLE]


def _cartopy_folders(config: Mapping[str, Any]) -> list[Path]:
    # An unset CARTOPY_DATA_DIR reaches cartopy as the current folder, which nobody means.
    existing = Path(config["pre_existing_data_dir"])
    return [*([existing] if existing != Path() else []), Path(config["data_dir"])]


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


def _describe(name: str, scale: str, path: Path, folder: Path) -> NaturalEarthLayer:
    record = path.with_suffix(RECORD_SUFFIX)
    if record.is_file():
        return NaturalEarthLayer(name, scale, path, *_read_record(record, json.loads))
    if (folder / REGISTRY).is_file():
        told, listed = _read_registry(folder / REGISTRY)
        base = path.parent.relative_to(folder)
        files = {Path(key).name: value for key, value in listed.items() if Path(key).parent == base}
        own = {key: value for key, value in files.items() if key.partition(".")[0] == path.stem}
        return NaturalEarthLayer(name, scale, path, told, own)
    version = path.with_suffix(".VERSION.txt")
    return NaturalEarthLayer(name, scale, path, version.read_text().strip() if version.is_file() else None, {})


@cache
def _read_registry(path: Path) -> tuple[str | None, dict[str, str]]:
    return _read_record(path, tomllib.loads)


def _read_record(path: Path, parse: Callable[[str], Any]) -> tuple[str | None, dict[str, str]]:
    """Return the version and the hashes by file that are noted; raise ``MissingLayerError`` for a damaged note."""
    try:
        known = parse(path.read_text(encoding="utf-8"))
        return known["version"], dict(known["files"])
    except (ValueError, LookupError, TypeError) as error:
        raise MissingLayerError(f"{path}: is damaged ({error}); {_RENEW}") from error


def verify_layer(layer: NaturalEarthLayer) -> None:
    """Raise ``MissingLayerError`` when files of a layer are missing or differ from their recorded hashes."""
    lost = [path for path in (layer.path.with_suffix(suffix) for suffix in _NEEDED) if not path.is_file()]
    if lost:
        raise MissingLayerError(f"{lost[0]}: no such file beside {layer.path.name}; fetch the layer again")
    for file, expected in layer.sha256.items():
        path = layer.path.with_name(file)
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
        if found != expected:
            raise MissingLayerError(
                f"{path}: found SHA-256 {found}, expected {expected}; the file is damaged: {_RENEW}"
            )
