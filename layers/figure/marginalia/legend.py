"""The legend of a figure: what it shows, and nothing that it does not show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from geo.model.locale import list_text, number_text, pick
from geo.model.records import Mode
from geo.model.spec import RouteRole
from geo.model.symbology import ASPECT_DASHES, LIGHT, MODE_SIGNS, STATES, route_colour, shown_modes
from layers.figure.labels.countries import letter_of
from layers.figure.labels.keyed import Mark, entry
from layers.figure.marginalia.legend_columns import NOTE_JOIN, Draw, Item
from layers.figure.marks.frames import own_items
from layers.figure.marks.glyphs import (
    HATCHES,
    TICKED,
    LineStyle,
    draw_dispute,
    draw_glyph,
    draw_journey,
    draw_route,
    pattern_ink,
    route_style,
)
from layers.figure.marks.lines import Run, is_about_one_line, journey_color, stroke_truce
from layers.figure.marks.symbols import Symbol
from layers.figure.paper.box import Box
from layers.figure.paper.fonts import MIDDLE
from layers.figure.paper.sheet import OVER_ALL, Sheet
from layers.i18n.catalog import translate
from layers.scene.base import Words
from layers.scene.frames.model import SceneFrame
from layers.scene.model import SceneAspect, SceneJourney, SceneStatus

# How much a legend says: each route's name on its own line; one after the other; none of the context's.
DETAILS = ("list", "run", "main")
ROLES = tuple(LIGHT.routes)
SAMPLE_WIDTHS = {"main": 2.0, "other": 1.6, "context": 1.2}
# Marks in the order of the legend, with the key of their words.
GLYPH_WORDS = {
    "capital": "ring_capital",
    "place": "ring_place",
    "stop": "ring_stop",
    "border": "border_bar",
    "gauge_change": "gauge_break",
    "pass": "stop_pass",
    "tunnel": "stop_tunnel",
    "bridge": "stop_bridge",
    "small": "ring_small",
}


@dataclass(frozen=True)
class Shown:
    """What a map frame shows, for its legend: how many hold each status, aspects with how many hold each of theirs,
    runs, journeys, symbols, frames, disputed areas, lines of truce; and who holds each status where it tells that.
    """

    counts: Mapping[str, int]
    runs: Sequence[Run]
    journeys: Sequence[SceneJourney]
    symbols: Sequence[Symbol]
    frames: Sequence[SceneFrame]
    areas: bool
    truces: bool
    lettered: set[str]
    aspects: Sequence[tuple[SceneAspect, Mapping[str, int]]] = ()
    named: Mapping[str, Sequence[Words]] = field(default_factory=dict)


def legend_groups(
    shown: Shown, statuses: Sequence[SceneStatus], language: str, detail: str = "list"
) -> list[list[Item]]:
    """Return the groups of a legend: a person's own frames, statuses, symbols, journeys, lines; none is empty.

    Statuses that are tints below the one line that a map is about have no part in its key.
    ``detail`` is one of ``DETAILS``, for a sheet that has no room for all.
    """
    held, further = [*_status_items(shown, statuses, language, detail)], [*_aspect_items(shown, language)]
    lines = [
        [*_sign_items(shown, language)],
        [*_journey_items(shown.journeys, language)],
        *_route_groups(shown.runs, language, detail),
    ]
    alone = is_about_one_line(statuses, (run.route for run in shown.runs))
    groups = [
        *(own_items(frame, language) for frame in shown.frames),
        *([*reversed(lines), further] if alone else [held, further, *lines]),
    ]
    return [group for group in groups if group]


def _status_items(shown: Shown, statuses: Sequence[SceneStatus], language: str, detail: str) -> Iterator[Item]:
    """Yield the statuses with their numbers, and below each who holds it, where the legend tells that at length."""
    for status in statuses:
        count = shown.counts.get(status.id)
        if count:
            letter = letter_of(status, statuses, language) if status.id in shown.lettered else ""
            words = translate("count_of", language, label=pick(status.label, language), n=number_text(count, language))
            # The number stays with its label.
            head = "\u00a0".join(words.rsplit(" ", 1))
            names = [pick(name, language) for name in shown.named.get(status.id, ())] if detail == "list" else []
            told = [head, list_text(names, language)] if names else [head]
            yield Item("\n".join(told), status_sample(status, letter))


def _aspect_items(shown: Shown, language: str) -> Iterator[Item]:
    """Yield the further memberships one by one, each by its mark."""
    for aspect, counts in shown.aspects:
        for number, status in enumerate(aspect.statuses):
            if counts[status.id]:
                label, n = pick(status.label, language), number_text(counts[status.id], language)
                words = translate("count_of", language, label=label, n=n)
                dashes = ASPECT_DASHES if number else ()
                line = _line_sample(LineStyle(status.color, SAMPLE_WIDTHS["main"], dashes))
                sample = _letter_sample(status.letter) if aspect.mark == "letter" else line
                yield Item("\u00a0".join(words.rsplit(" ", 1)), sample)


def _letter_sample(letter: str) -> Draw:
    def draw(sheet: Sheet, box: Box) -> None:
        face = sheet.face(bold=True)
        base = (box.bottom + box.top) / 2 - MIDDLE * face.size
        sheet.write(letter, (box.left + box.right) / 2, base, face, color=LIGHT.ink, align="center")

    return draw


def mark_notes(marks: Sequence[Mark]) -> list[str]:
    """Return what the codes and numbers on the map stand for, each with its name, and what adds to the map: in full,
    briefly, not at all.
    """
    told = (
        [(mark.text, mark.name) for mark in marks],
        [(mark.text, mark.brief) for mark in marks],
        [(mark.text, mark.least) for mark in marks if mark.least],
    )
    notes = (NOTE_JOIN.join(entry(*pair).replace(" ", "\u00a0") for pair in pairs) for pairs in told)
    return list(dict.fromkeys(notes))


def status_sample(status: SceneStatus, letter: str) -> Draw:
    """Return what draws the fill of a status, with its letter where it needs one."""

    def draw(sheet: Sheet, box: Box) -> None:
        hatch, color = HATCHES[status.pattern], status.color
        outline = sheet.rectangle(box)
        sheet.shape(outline, fill=color, z=OVER_ALL)
        if hatch:
            ink = pattern_ink(color, status.ink, status.pattern)
            sheet.shape(outline, fill=None, edge=ink, hatch=hatch, z=OVER_ALL)
        if letter:
            face, middle = sheet.face(bold=True), (box.left + box.right) / 2
            base = (box.bottom + box.top) / 2 - MIDDLE * face.size
            sheet.write(letter, middle, base, face, color=status.ink, align="center")

    return draw


def _route_groups(runs: Sequence[Run], language: str, detail: str) -> list[list[Item]]:
    """Return a lone route's name with its states below it; of several, each part's routes, then all states in ink."""
    routes = [run.route for run in runs]
    names = {route.id: pick(route.label or route.name, language) for route in routes}
    if len(names) == 1:
        color = route_colour(LIGHT, routes[0].role, routes[0].shade)
        return [
            [Item(name) for name in names.values()] + [*_state_items(runs, color, language, [run.mode for run in runs])]
        ]
    told = {route.id: _single_mode(runs, route.id) for route in routes}
    parts = []
    looks = {_look(run, told) for run in runs}
    for look in sorted(looks, key=lambda look: (ROLES.index(look.role), look.shade, not look.ticked, look.mode)):
        own = dict.fromkeys(names[run.route.id] for run in runs if _look(run, told) == look)
        text = ("\n" if detail == "list" else translate("list_join", language)).join(own)
        if look.role == "context" and detail == "main" and len(own) > 1:
            text = _words("figure_other_routes", language)
        color, width = route_colour(LIGHT, look.role, look.shade), SAMPLE_WIDTHS[look.role]
        style = TICKED if look.ticked else route_style(color, width, "operating", mode=look.mode)
        parts.append(Item(text, _line_sample(style)))
    # What a route's own sample shows of how one travels is not said again.
    mixed = [run.mode for run in runs if told[run.route.id] is None]
    return [parts, [*_state_items(runs, LIGHT.ink, language, mixed)]]


class _Look(NamedTuple):
    """What tells the lines of a key apart."""

    role: RouteRole
    shade: int
    ticked: bool
    mode: Mode


def _look(run: Run, told: Mapping[str, Mode | None]) -> _Look:
    return _Look(run.route.role, run.route.shade, run.ticked, told[run.route.id] or "rail")


def _single_mode(runs: Sequence[Run], route: str) -> Mode | None:
    """Return the only way in which one travels on a route in sight, ``None`` where there are several."""
    modes = {run.mode for run in runs if run.route.id == route}
    return modes.pop() if len(modes) == 1 else None


def _state_items(runs: Sequence[Run], color: str, language: str, modes: Iterable[Mode]) -> Iterator[Item]:
    """Yield the states of line in sight by their dashes, and ``modes`` by their signs; what is approximate shows by
    another weight in any state.
    """
    width = SAMPLE_WIDTHS["main"]
    stated = [run for run in runs if MODE_SIGNS[run.mode].dashes is None]
    drawn = {run.state for run in stated}
    for state in (state for state in STATES if state in drawn):
        yield Item(_words(f"segment_{state}", language), _line_sample(route_style(color, width, state)))
    for mode in shown_modes(modes):
        yield Item(_words(f"mode_{mode}", language), _line_sample(route_style(color, width, "operating", mode=mode)))
    if any(run.approximate for run in stated):
        style = route_style(color, width, "operating", approximate=True)
        yield Item(_words("approximate", language), _line_sample(style))


def _words(key: str, language: str) -> str:
    """Return words of the catalogue as a legend has them: each entry begins with a capital."""
    text = translate(key, language)
    return text[:1].upper() + text[1:]


def _line_sample(style: LineStyle) -> Draw:
    def draw(sheet: Sheet, box: Box) -> None:
        y = (box.bottom + box.top) / 2
        draw_route(sheet, [np.array([(box.left, y), (box.right, y)])], style, clip=None, z=OVER_ALL)

    return draw


def _journey_items(journeys: Sequence[SceneJourney], language: str) -> Iterator[Item]:
    absences = {journey.attended is False for journey in journeys}
    for absent, words in ((False, "arc_attended"), (True, "arc_absent")):
        if absent in absences:
            yield Item(_words(words, language), _journey_sample(absent))


def _journey_sample(absent: bool) -> Draw:
    def draw(sheet: Sheet, box: Box) -> None:
        y = (box.bottom + box.top) / 2
        line = np.array([(box.left, y), (box.right, y)])
        draw_journey(sheet, line, journey_color(absent), absent=absent, clear=0, clip=None, z=OVER_ALL)

    return draw


def _sign_items(shown: Shown, language: str) -> Iterator[Item]:
    glyphs = {symbol.glyph: symbol.color for symbol in reversed(shown.symbols)}
    told = [glyph for glyph in GLYPH_WORDS if glyph in glyphs]
    for glyph in told:
        yield Item(_words(GLYPH_WORDS[glyph], language), _glyph_sample(glyph, glyphs[glyph]))
    if shown.areas or "dispute" in glyphs:
        yield Item(_words("disputed", language), _dispute_sample(shown.areas, "dispute" in glyphs))

    if shown.truces:
        yield Item(_words("truce", language), _truce_sample)


def _truce_sample(sheet: Sheet, box: Box) -> None:
    y = (box.bottom + box.top) / 2
    stroke_truce(sheet, [np.array([(box.left, y), (box.right, y)])], None, z=OVER_ALL)


def _glyph_sample(glyph: str, color: str) -> Draw:
    def draw(sheet: Sheet, box: Box) -> None:
        y, middle = (box.bottom + box.top) / 2, (box.left + box.right) / 2
        draw_glyph(sheet, glyph, (middle, y), color, z=OVER_ALL)

    return draw


def _dispute_sample(area: bool, point: bool) -> Draw:
    def draw(sheet: Sheet, box: Box) -> None:
        y, third = (box.bottom + box.top) / 2, box.width / 3
        if area:
            part = box._replace(right=box.right - (1.15 * third if point else 0))
            draw_dispute(sheet, sheet.rectangle(part), background=LIGHT.land, z=OVER_ALL)
        if point:
            x = box.right - third / 2 if area else (box.left + box.right) / 2
            draw_glyph(sheet, "dispute", (x, y), LIGHT.dispute, background=LIGHT.land, z=OVER_ALL)

    return draw
