"""A map of two memberships side by side: a bloc whose statuses are the one alone, both, the other alone."""

from __future__ import annotations

from dataclasses import replace

from geo.bloc import Bloc
from geo.facts.overlap import PARTS, overlap_of
from geo.model.locale import list_text, pick
from geo.model.spec import MapSpec, StatusSpec
from geo.model.symbology import OVERLAP_LOOKS
from layers.i18n.catalog import translate_all


def overlapped(bloc: Bloc, spec: MapSpec) -> Bloc:
    """Return what a map with ``overlap`` draws: the bloc with the spells of both in place of its own; else the bloc.

    So everything that draws statuses draws these too: fills, legend, time, cards, tables, figures.
    """
    if not spec.overlap:
        return bloc
    overlap, languages = overlap_of(bloc.tables, spec), bloc.spec.languages
    first = bloc.spec.short or bloc.spec.name
    both = {code: list_text([pick(first, code), pick(overlap.short, code)], code) for code in languages}
    whole = {code: list_text([pick(bloc.spec.name, code), pick(overlap.name, code)], code) for code in languages}
    labels = {
        "first": translate_all("overlap_only", languages, bloc={code: pick(first, code) for code in languages}),
        "both": both,
        "second": translate_all(
            "overlap_only", languages, bloc={code: pick(overlap.short, code) for code in languages}
        ),
    }
    letters = _letters(pick(first, languages[0]), pick(overlap.short, languages[0]))
    statuses = tuple(
        StatusSpec(id=part, label=labels[part], color=color, pattern=pattern, letter=letter)
        for part, letter in zip(PARTS, letters, strict=True)
        for color, pattern in [OVERLAP_LOOKS[part]]
    )
    changed = bloc.spec.model_copy(update={"statuses": statuses, "aspects": (), "name": whole, "short": both})
    tables = replace(
        bloc.tables, spec=changed, members=overlap.spells, aspect_members=(), sources=dict(overlap.sources)
    )
    return Bloc(tables, bloc.countries, bloc.scale, bloc.worldview)


def _letters(first: str, second: str) -> tuple[str, str, str]:
    """Return the letters of the one, of both and of the other: their own, unless these are the same."""
    one, other = first[:1].upper(), second[:1].upper()
    return (one, "+", other) if one != other else ("A", "+", "B")
