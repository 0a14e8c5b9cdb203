"""The index of a folder of maps: a picture of each, its day, size and languages, code to paste, downloads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, Literal

from geo.model.dates import PartialDate
from geo.model.fields import LANGUAGES
from geo.model.locale import date_text, is_right_to_left, pick
from geo.shipped import shipped_blocs
from layers.data_files import STATIC
from layers.i18n.catalog import load_catalog
from layers.page.assets import first_style, templates
from layers.page.framed import FRAME_SANDBOX
from layers.page.policy import csp_hash

MANIFEST_SUFFIX = ".manifest.json"
INDEX = "index.html"
FRAME_HEIGHT_PX = 560

Files = Mapping[str, Mapping[str, Any]]
"""What a manifest says of each file: bytes and sha256, by name."""


def read_manifests(folder: Path) -> list[dict[str, Any]]:
    """Return the manifests of a folder in the order of their blocs, the shipped ones first, and maps."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*" + MANIFEST_SUFFIX))]
    shelf = {name: place for place, name in enumerate(shipped_blocs())}
    return sorted(found, key=lambda sheet: (shelf.get(sheet["bloc"], len(shelf)), sheet["bloc"], sheet["order"]))


def index_page(folder: Path, language: str = "en", known: Mapping[str, Files] | None = None) -> str:
    """Return the page that shows every map of a folder.

    ``known`` holds what the manifests said before a build: a map whose files are others now is marked. Without it, or
    in a folder that had no maps, nothing is.
    """
    sheet, script = first_style("index.css"), (STATIC / "index.js").read_text(encoding="utf-8")
    maps = read_manifests(folder)
    spoken = [code for code in LANGUAGES if code == language or any(code in one["title"] for one in maps)]
    policy = (
        f"default-src 'none'; script-src {csp_hash(script)}; style-src {csp_hash(sheet)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        templates()
        .get_template("index.html")
        .render(
            lang=language,
            csp=policy,
            style=sheet,
            script=script,
            maps=[{**one, "news": _news(one, known or {}), "code": _frame(one, language)} for one in maps],
            words={code: load_catalog(code) for code in spoken},
            turned=list(filter(is_right_to_left, spoken)),
            pick=pick,
            written=lambda day: date_text(PartialDate.parse(day), language),
        )
    )


def _news(manifest: Mapping[str, Any], known: Mapping[str, Files]) -> Literal["", "new", "changed"]:
    """Return what the last build did to a map's files."""
    if not known:
        return ""
    before = known.get(manifest["map"])
    if before is None:
        return "new"
    return "changed" if manifest["files"] != before else ""


def _frame(manifest: Mapping[str, Any], language: str) -> str:
    """Return the code to paste that shows a map in an article beside it."""
    return (
        f'<iframe src="{escape(manifest["map"])}.html#embed" title="{escape(pick(manifest["title"], language))}" '
        f'loading="lazy" sandbox="{FRAME_SANDBOX}" width="100%" height="{FRAME_HEIGHT_PX}" style="border:0"></iframe>'
    )
