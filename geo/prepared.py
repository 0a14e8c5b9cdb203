"""Results that take long and depend on their ingredients alone: made once, then read from the user's cache folder.

An entry is named by the hash of all that it is made from, the code of the rooms that make it included, so that none is
ever out of date. It holds its own hash: one that is damaged is made anew. A cache that cannot be read or written costs
time and nothing else.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from geo.files import write_whole
from geo.packing import gzipped
from geo.version import __version__

T = TypeVar("T")
Arrays = Sequence[NDArray[np.generic]]

VARIABLE = "BLOCMAP_CACHE"
"""Environment variable: another folder for what is prepared, or ``off``."""
OFF = "off"
MOST_ENTRIES = 128
MOST_IN_MEMORY = 32
# The rooms whose code decides what is prepared, beside the files that lie with this one.
_ROOMS = ("geodesy", "model", "topology", "world")
_DIGEST_BYTES = 32

_memory: dict[str, object] = {}


def cache_folder() -> Path | None:
    """Return where what is prepared is kept; ``None`` when it is switched off, or the user has no home."""
    given = os.environ.get(VARIABLE)
    if given:
        return None if given == OFF else Path(given)
    try:
        return _users_caches() / "blocmap"
    except RuntimeError:  # no home
        return None


def _users_caches() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".cache"


def prepared(
    kind: str,
    ingredients: Iterable[bytes],
    make: Callable[[], T],
    *,
    to_arrays: Callable[[T], Arrays],
    from_arrays: Callable[[Arrays], T],
) -> T:
    """Return what ``make`` makes, from memory or the cache folder where it was made before.

    Parameters
    ----------
    kind : what it is, a word; begins the name of the entry.
    ingredients : everything that the result depends on, but for the code of this package's rooms of geometry.
    make : is called when there is no entry; its result must not be changed by anybody.
    to_arrays, from_arrays : bring the result into arrays and back; ``ValueError`` for arrays that are no such result.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    name = _name(kind, ingredients)
    if name in _memory:
        found: T = _memory[name]  # type: ignore[assignment]  # the name says what it is
        return found
    entry = folder / name
    result = _read(entry, from_arrays)
    if result is None:
        result = make()
        _write(entry, to_arrays(result))
    _memory[name] = result
    if len(_memory) > MOST_IN_MEMORY:
        del _memory[next(iter(_memory))]
    return result


def forget() -> None:
    """Forget what this process has in memory; what is in the cache folder stays."""
    _memory.clear()


def _name(kind: str, ingredients: Iterable[bytes]) -> str:
    digest = hashlib.sha256(_code())
    for part in ingredients:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return f"{kind}-{digest.hexdigest()[:40]}"


@cache
def _code() -> bytes:
    """Return the hash of the code that makes geometry: ours, and the versions of what it calls."""
    libraries = (__version__, np.__version__, shapely.__version__, shapely.geos_version_string, pyproj.__version__)
    # (Names of what is told apart from a state are the CLDR's.)
    more = (pyproj.proj_version_str, version("babel"), sys.byteorder)
    digest = hashlib.sha256(repr((*libraries, *more)).encode())
    geo = Path(__file__).parent
    for path in sorted([*geo.glob("*.py"), *(path for room in _ROOMS for path in (geo / room).glob("*.py"))]):
        digest.update(path.read_bytes())
    return digest.digest()


def _read(entry: Path, from_arrays: Callable[[Arrays], T]) -> T | None:
    """Return what an entry holds; ``None`` where there is none, or it is damaged."""
    try:
        content = entry.read_bytes()
        digest, body = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
        if hashlib.sha256(body).digest() != digest:
            return None
        os.utime(entry)  # the entries that nobody asks for go first
        return from_arrays(_unpack(body))
    except (OSError, ValueError):
        return None


def _write(entry: Path, arrays: Arrays) -> None:
    buffer = io.BytesIO()
    for array in arrays:
        np.save(buffer, array, allow_pickle=False)
    body = buffer.getvalue()
    with suppress(OSError):
        write_whole(entry, hashlib.sha256(body).digest() + body)
        _drop_oldest(entry.parent)


def _unpack(body: bytes) -> list[NDArray[np.generic]]:
    buffer, arrays = io.BytesIO(body), []
    while buffer.tell() < len(body):
        array = np.load(buffer, allow_pickle=False)
        array.setflags(write=False)
        arrays.append(array)
    return arrays


def _drop_oldest(folder: Path) -> None:
    """Leave so many entries; another process may do the same just now."""
    entries = [(path.stat().st_mtime_ns, path) for path in folder.iterdir() if path.is_file()]
    for _, path in sorted(entries)[: max(len(entries) - MOST_ENTRIES, 0)]:
        path.unlink(missing_ok=True)


def gzipped_once(kind: str, content: bytes) -> bytes:
    """Return content as ``geo.packing.gzipped`` does, read where the very same has been packed before."""
    return prepared(
        kind,
        [version("deflate").encode(), content],
        lambda: gzipped(content),
        to_arrays=lambda packed: [np.frombuffer(packed, np.uint8)],
        from_arrays=lambda arrays: arrays[0].tobytes(),
    )


def prepared_text(kind: str, ingredients: Iterable[bytes], make: Callable[[], str]) -> str:
    """Return a text as ``prepared`` does."""
    return prepared(
        kind,
        ingredients,
        make,
        to_arrays=lambda text: [text_array(text)],
        from_arrays=lambda arrays: array_text(arrays[0]),
    )


def shapes_to_arrays(told: object, shapes: Iterable[shapely.Geometry]) -> Arrays:
    """Return shapes as arrays, to the last digit, and what is told of them, which JSON can hold."""
    written = [shapely.to_wkb(shape) for shape in shapes]
    sizes = np.array([len(one) for one in written], dtype=np.int64)
    return [text_array(json.dumps(told)), sizes, np.frombuffer(b"".join(written), dtype=np.uint8)]


def arrays_to_shapes(arrays: Arrays) -> tuple[Any, list[shapely.Geometry]]:
    """Return what ``shapes_to_arrays`` was given."""
    told, sizes, written = arrays
    ends = np.cumsum(sizes).tolist()
    content = written.tobytes()
    shapes = shapely.from_wkb([content[start:end] for start, end in pairwise([0, *ends])])
    return json.loads(array_text(told)), shapes.tolist()


def text_array(text: str) -> NDArray[np.uint8]:
    """Return a text as an array."""
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def array_text(array: NDArray[np.generic]) -> str:
    """Return the text of an array that ``text_array`` made."""
    return array.tobytes().decode("utf-8")
