"""Make the bundled Natural Earth repository from three npm packages: ``python -m scripts.make_natural_earth``.

``world-atlas`` holds the geometry and names of Natural Earth 4.1.0 as TopoJSON, ``i18n-iso-countries`` the ISO codes
by number, ``plotly.js`` lakes and rivers. All come through ``npm pack``, or from a folder of tarballs, and are refused
unless their hashes agree.
The same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import numpy as np

from scripts import natural_earth_water as water
from scripts.geo_assets import SCRIPT, World, read_world
from scripts.natural_earth_rings import Rings, build_geometry, decode_units, node_rings, restore_collapsed

TARGET = Path(__file__).parent.parent / "geo" / "data" / "natural_earth"
SHAPEFILES = Path("shapefiles", "natural_earth")
LAYERS = SHAPEFILES / "cultural"
WATERS = SHAPEFILES / "physical"
VERSION = "4.1.0"
RELEASED = "2018-05-21"
SCALES = ("110m", "50m", "10m")
COARSER = {"50m": "110m", "10m": "50m"}
WIDTH = 99_999
"""The grid of world-atlas has 100,000 columns, the first and the last of which are the same meridian."""
NO_CODE = "-99"
"""What Natural Earth writes where there is no code."""


@dataclass(frozen=True)
class Package:
    """An npm package at one version, known by the SHA-256 of its tarball."""

    name: str
    version: str
    sha256: str
    licence: str

    @property
    def tarball(self) -> str:
        """The name that ``npm pack`` gives the file."""
        return f"{self.name}-{self.version}.tgz"


WORLD_ATLAS = Package("world-atlas", "2.0.2", "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97", "ISC")
ISO_CODES = Package(
    "i18n-iso-countries", "7.14.0", "bb418ebfb965789fcfbcce7dee59888d901ef64b03601da78b2e224cd6f5825c", "MIT"
)
GEO_ASSETS = Package("plotly.js", "3.7.0", "2b379459d4e72e366470241a48639ac1a9c3a448171e4962bd0b6ac3a99c32a4", "MIT")


@dataclass(frozen=True)
class Unit:
    """The codes of one unit; ``iso_*`` are ``-99`` where ISO 3166-1 has none."""

    adm0_a3: str
    iso_a2: str
    iso_a3: str
    iso_n3: str


def obtain(package: Package, folder: Path) -> Path:
    """Return the package's tarball in the folder, fetched where it is not there; refuse a wrong hash."""
    path = folder / package.tarball
    if not path.exists():
        command = ["npm", "pack", f"{package.name}@{package.version}", "--pack-destination", str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found = sha256(path)
    if found != package.sha256:
        raise SystemExit(f"{path}: found SHA-256 {found}, expected {package.sha256}; nothing was written")
    return path


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_member(tarball: Path, name: str) -> bytes:
    """Return one file of an npm tarball."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(f"package/{name}")
        if member is None:
            raise SystemExit(f"{tarball}: '{name}' is not a file")
        return member.read()


def key_units(geometries: list[dict[str, Any]], iso: dict[str, tuple[str, str]], declared: Path) -> list[Unit]:
    """Give every geometry its codes: the declared ones by name, else those of ISO 3166-1 by number.

    Raises ``SystemExit`` for a unit without either and for a code used twice.
    """
    with declared.open(encoding="utf-8", newline="") as file:
        own = {row["name"]: row for row in csv.DictReader(file)}
    units = []
    for geometry in geometries:
        name, number = geometry["properties"]["name"], geometry.get("id")
        if name in own:
            units.append(Unit(own[name]["code"], own[name]["iso_a2"] or NO_CODE, NO_CODE, NO_CODE))
        elif number in iso:
            units.append(Unit(iso[number][1], *iso[number], number))
        else:
            raise SystemExit(f"{declared}: no code for '{name}' (number {number}); add a row")
    codes = [unit.adm0_a3 for unit in units]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise SystemExit(f"{declared}: {', '.join(twice)} used for more than one unit; add a row for one of them")
    return units


def grid_of(topology: dict[str, Any], coarser: dict[str, Any]) -> dict[int, list[Rings]]:
    """Return the polygons of a coarser scale on this one's grid, by the unit's position here."""
    here, there = (
        (np.array(t["transform"]["scale"]), np.array(t["transform"]["translate"])) for t in (topology, coarser)
    )
    by_name = {geometry["properties"]["name"]: polygons for geometry, polygons in decode_units(coarser, "countries")}
    return {
        i: [
            [np.rint((ring * there[0] + there[1] - here[1]) / here[0]).astype(np.int64) for ring in polygon]
            for polygon in by_name[geometry["properties"]["name"]]
        ]
        for i, geometry in enumerate(topology["objects"]["countries"]["geometries"])
        if geometry["properties"]["name"] in by_name
    }


def convert(topology: dict[str, Any], coarser: dict[str, Any] | None, units: list[Unit]) -> geopandas.GeoDataFrame:
    """Turn one TopoJSON world into a frame with Natural Earth's own column names, sorted by ``ADM0_A3``."""
    decoded = decode_units(topology, "countries")
    polygons = [polygons for _, polygons in decoded]
    if coarser:
        polygons = restore_collapsed(polygons, grid_of(topology, coarser))
    transform = topology["transform"]
    frame = geopandas.GeoDataFrame(
        {
            "ADM0_A3": [unit.adm0_a3 for unit in units],
            "NAME": [geometry["properties"]["name"] for geometry, _ in decoded],
            "ISO_A2": [unit.iso_a2 for unit in units],
            "ISO_A3": [unit.iso_a3 for unit in units],
            "ISO_N3": [unit.iso_n3 for unit in units],
        },
        geometry=[build_geometry(unit, width=WIDTH, **transform) for unit in node_rings(polygons, width=WIDTH)],
        crs="EPSG:4326",
    )
    if frame.geometry.is_empty.any():
        raise SystemExit(f"without geometry: {', '.join(frame.NAME[frame.geometry.is_empty])}")
    return frame.sort_values("ADM0_A3", ignore_index=True)


def write_layer(frame: geopandas.GeoDataFrame, path: Path) -> None:
    """Write a shapefile whose bytes depend on the frame alone: the table's date is the data's release."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"DBF_DATE_LAST_UPDATE": RELEASED, "RESIZE": "YES"}
    frame.to_file(path, engine="pyogrio", encoding="UTF-8", layer_options=options)


def write_registry(folder: Path) -> None:
    """Write what the bundle is, where it comes from and the SHA-256 of every file in it."""
    lines = [
        "# Written by scripts/make_natural_earth.py.",
        f'version = "{VERSION}"',
        f"released = {RELEASED}",
        'layer = "admin_0_countries"',
    ]
    for package in (WORLD_ATLAS, ISO_CODES, GEO_ASSETS):
        lines += ["", "[[sources]]", f'package = "{package.name}"', f'version = "{package.version}"']
        lines += [f'licence = "{package.licence}"', f'sha256 = "{package.sha256}"']
    lines += ["", "[files]"]
    files = sorted(path for path in (folder / SHAPEFILES).glob("*/*") if path.is_file())
    lines += [f'"{path.relative_to(folder).as_posix()}" = "{sha256(path)}"' for path in files]
    (folder / "registry.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Make all scales of the bundle."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tarballs", type=Path, help="a folder that holds the two tarballs already")
    parser.add_argument("--out", type=Path, default=TARGET, help="the repository to write (default: the package's)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.tarballs or Path(temporary)
        packages = (WORLD_ATLAS, ISO_CODES, GEO_ASSETS)
        atlas, codes, assets = tarballs = [obtain(package, folder) for package in packages]
        iso = {row[2]: (row[0], row[1]) for row in json.loads(read_member(codes, "codes.json"))}
        worlds = {scale: json.loads(read_member(atlas, f"countries-{scale}.json")) for scale in SCALES}
        script = read_member(assets, SCRIPT).decode()
        licences = {
            package.name: read_member(path, "LICENSE") for package, path in zip(packages, tarballs, strict=True)
        }
    for scale, world in worlds.items():
        units = key_units(world["objects"]["countries"]["geometries"], iso, TARGET / "units.csv")
        frame = convert(world, worlds.get(COARSER.get(scale, "")), units)
        write_layer(frame, options.out / LAYERS / f"ne_{scale}_admin_0_countries.shp")
        print(f"{scale}: {len(frame)} units")
    write_waters(script, options.out / WATERS)
    for name, text in licences.items():
        (options.out / f"LICENSE.{name}").write_bytes(text)
    write_registry(options.out)


def write_waters(script: str, folder: Path) -> None:
    """Write the lakes and rivers of the scales that there are."""
    for scale in water.SCALES:
        world = World(read_world(script, f"world_{scale}"))
        for name, frame in ((water.LAKES, water.lakes_of(world)), (water.RIVERS, water.rivers_of(world))):
            write_layer(frame, folder / f"ne_{scale}_{name}.shp")
            print(f"{scale}: {len(frame)} {name}")


if __name__ == "__main__":
    main()
