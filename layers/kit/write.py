"""The embed kit of a built page as a folder: the page, code to paste, pictures, words, data, checksums."""

from __future__ import annotations

import hashlib
from pathlib import Path

from geo.files import write_whole
from geo.model.locale import pick
from layers.i18n.catalog import translate
from layers.kit import words
from layers.kit.data import countries_csv, dataset, geojson, sources_csv
from layers.kit.options import KitOptions, read_scene
from layers.kit.pictures import CARD, pictures
from layers.kit.snippets import Snippet

CHECKSUMS = "SHA256SUMS"


def write_kit(page: Path, options: KitOptions | None = None) -> Path:
    """Write the kit of a page into the folder ``<page>-embed`` beside it, and return the folder.

    ``README.txt`` in it says what each file is for. Every file is made before the first is written; the same page and
    options give the same bytes. Raises ``MisuseError`` for a file that is no page, and for options that it has not.
    """
    files = kit_files(page, options or KitOptions())
    folder = page.with_name(f"{page.stem}-embed")
    for name, content in files.items():
        write_whole(folder / name, content)
    return folder


def kit_files(page: Path, options: KitOptions) -> dict[str, bytes]:
    """Return the files of a kit by name."""
    scene = read_scene(page, options)
    data = scene.data
    language, name = data.language, data.id
    address = options.address or page.name
    base = address.rpartition("/")[0] + "/" if options.address else ""
    snippet = Snippet(
        address=address,
        fragment=options.fragment,
        title=pick(data.title, language),
        about=words.about(data, language),
        alternative=words.alternative(data, language),
        picture=f"{base}{name}.png",
    )
    tables = {
        f"{name}.csv": countries_csv(data),
        f"{name}.geojson": geojson(scene),
        "sources.csv": sources_csv(data),
    }
    texts = {
        "iframe.html": snippet.iframe,
        "responsive.html": snippet.responsive,
        "oembed.json": snippet.oembed,
        "meta.html": snippet.meta(base + CARD),
        "caption.txt": words.caption(data, language) + "\n",
        "citation.txt": words.citation(data, language, address) + "\n",
        "licence.txt": words.licences(data),
        **{f"alternative-{code}.txt": words.alternative(data, code) + "\n" for code in data.languages},
        "README.txt": translate("kit_readme", language, name=name, title=pick(data.title, language)) + "\n",
    }
    files = {page.name: page.read_bytes(), **pictures(scene, language), **tables}
    files |= {file: text.encode() for file, text in texts.items()}
    files["dataset.json"] = dataset(data, address, [f"{base}{file}" for file in tables])
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {file}\n" for file, content in sorted(files.items()))
    return {**files, CHECKSUMS: sums.encode()}
