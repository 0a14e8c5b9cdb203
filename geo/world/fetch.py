"""Natural Earth layers fetched through cartopy: whole, with their hash noted, or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zlib
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from geo.errors import MissingLayerError
from geo.world.natural_earth import _NEEDED, _OPTIONAL, RECORD_SUFFIX, NaturalEarthLayer, _check, _describe

TIMEOUT_S = 30.0
CHUNK_BYTES = 1 << 16
_NOT_FETCHED = (OSError, HTTPException, BadZipFile, zlib.error, KeyError, ValueError)
Progress = Callable[[int, int | None], None]
"""Told the bytes fetched so far and, where the server says it, how many there will be."""


def fetch_layer(
    name: str,
    *,
    scale: str,
    category: str = "cultural",
    sha256: str | None = None,
    timeout_s: float = TIMEOUT_S,
    progress: Progress | None = None,
) -> NaturalEarthLayer:
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
    (archive.parent / f"{stem}{RECORD_SUFFIX}").write_text(
        json.dumps(record, indent=1, allow_nan=False) + "\n", encoding="utf-8"
    )
