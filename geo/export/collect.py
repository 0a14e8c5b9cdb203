"""A bloc on a day → everything an export says: its layers, and licence, credits and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from geo.bloc import Bloc
from geo.export.facts import fact_layers
from geo.export.lines import line_layers
from geo.export.model import About, Credit, ExportContent, ExportLayer, Told, cited, fact_layer
from geo.facts.overlap import overlap_sources
from geo.model.dates import PartialDate
from geo.model.fields import FALLBACK_LANGUAGE, LANGUAGES
from geo.model.locale import date_text, pick
from geo.model.records import Source
from geo.shipped import BLOCS
from geo.world.border_views import border_key, border_sources, find_worldview
from geo.world.countries import LAYER
from geo.world.natural_earth import find_layer

NATURAL_EARTH = "natural-earth"
"""Id of Natural Earth among the sources of the border tables."""
SHIPPED_LICENCE = "MIT: keep the copyright notice of the blocmap authors. What others made: see the credits."
SOURCES = Told("sources", "Sources", "One row a source that rows of the other tables cite.", "id")
OWN_LICENCE = "Not stated: ask whoever made the tables. What others made: see the credits."


def gather(bloc: Bloc, day: date) -> ExportContent:
    """Return what an export of a bloc holds in the state of a day."""
    known = overlap_sources(bloc.tables) | {key: source for key, source in _border_sources()}
    layers = [*fact_layers(bloc, day, known), *line_layers(bloc, day, known)]
    used = {key: known[key] for key in sorted(cited(row for layer in layers for row in layer.rows))}
    layers = [_in_languages(layer, bloc.spec.languages) for layer in layers]
    layers.append(fact_layer(SOURCES, Source, list(used.values()), used))
    filled = tuple(layer for layer in layers if layer.rows)
    return ExportContent(bloc.spec, _about(bloc, day, used), filled, tuple(x.name for x in layers if not x.rows))


def _in_languages(layer: ExportLayer, languages: tuple[str, ...]) -> ExportLayer:
    """Return a layer without the columns of languages that the bloc does not list; English stays in any case."""
    left_out = tuple(f"_{language}" for language in LANGUAGES if language not in (*languages, FALLBACK_LANGUAGE))
    rows = tuple({name: cell for name, cell in row.items() if not name.endswith(left_out)} for row in layer.rows)
    return replace(layer, rows=rows) if left_out else layer


def _border_sources() -> Iterator[tuple[str, Source]]:
    """Yield the sources of the border tables under the ids that they have beside a bloc's own."""
    for key, source in border_sources().items():
        yield border_key(key), source.model_copy(update={"id": border_key(key)})


def about_layer(content: ExportContent) -> ExportLayer:
    """Return what is said of an export as a table, for formats that keep such words nowhere else."""
    rows = [_item(item, text) for item, text in content.about.texts().items()]
    rows += [_item("layer", f"{layer.name}: {layer.note}") for layer in content.layers]
    rows += [_item("left out", f"{name}: no rows") for name in content.empty]
    rows += [_item("credit", x.text, x.licence, x.url) for x in content.about.credits(content.layers)]
    return ExportLayer(
        "about", "About this export", "What it shows, its licence, whom to name.", None, None, tuple(rows)
    )


def _item(item: str, text: str, licence: str | None = None, url: str | None = None) -> dict[str, str | None]:
    return {"item": item, "text": text, "licence": licence or None, "url": url or None}


def _about(bloc: Bloc, day: date, used: Mapping[str, Source]) -> About:
    view = find_worldview(bloc.worldview)
    return About(
        title=f"{pick(bloc.spec.name, 'en')} on {date_text(PartialDate(day.year, day.month, day.day), 'en')}",
        as_of=day,
        worldview=pick(view.label, "en"),
        worldview_note=pick(view.note, "en"),
        scale=bloc.scale,
        licence=SHIPPED_LICENCE if bloc.tables.folder.resolve().parent == BLOCS.resolve() else OWN_LICENCE,
        shapes=_shapes_credit(bloc, view.layer or LAYER),
        sources=used,
    )


def _shapes_credit(bloc: Bloc, layer: str) -> Credit:
    version = find_layer(layer, scale=bloc.scale).version
    source = border_sources()[NATURAL_EARTH]
    text = " ".join(part for part in ("Natural Earth", version, f"(1:{bloc.scale}), shapes of countries") if part)
    return Credit(text, source.licence, source.url or "")
