"""What changes when on a map: memberships and the states of its lines, as the timeline tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from geo.bloc import Bloc
from geo.facts.aspects import aspect_changes
from geo.facts.membership import Change, changes
from geo.facts.stops import StopFact, branches
from geo.model.dates import PartialDate
from geo.model.locale import pick
from geo.model.records import Segment
from geo.model.spec import MapSpec
from geo.tables import Tables
from layers.i18n.catalog import translate
from layers.i18n.sentences import change_text, label_change_text
from layers.scene.model import SceneChange, SceneTime

# Context routes have their dates on their cards; a timeline of all of them would drown the map's own story.
ROLES_IN_STORY = ("main", "other")


def scene_time(bloc: Bloc, spec: MapSpec, last: date) -> SceneTime | None:
    """Return the span a reader can move in and the sentence of every change; ``None`` where nothing ever changes."""
    sentences: dict[PartialDate, list[dict[str, str]]] = defaultdict(list)
    codes: dict[PartialDate, set[str]] = defaultdict(set)
    by_day: dict[PartialDate, list[Change]] = defaultdict(list)
    for change in changes(bloc.tables):
        by_day[change.day].append(change)
        codes[change.day].update(change.codes)
    for day, same_day in by_day.items():
        # Of two memberships side by side nobody is the fifth member: each change tells who is in what from now on.
        told = [label_change_text(bloc, one) for one in same_day] if spec.overlap else [change_text(bloc, same_day)]
        sentences[day] += told
    for change in aspect_changes(bloc.tables):
        sentences[change.day].append(label_change_text(bloc, change))
        codes[change.day].update(change.codes)
    of_lines = list(_line_changes(bloc.tables, spec))
    if spec.fill == "wash" and of_lines:  # such a map is about its lines, and its time tells of them alone
        sentences.clear()
        codes.clear()
    for day, text in of_lines:
        sentences[day].append(text)
    if not sentences:
        return None
    days = sorted(sentences)
    return SceneTime(
        first=days[0],
        last=max(last, days[-1].first_day),
        changes=tuple(
            SceneChange(date=day, text=_joined(sentences[day]), codes=tuple(sorted(codes[day]))) for day in days
        ),
    )


def _joined(texts: list[dict[str, str]]) -> dict[str, str]:
    return {
        language: translate("list_join", language).join(dict.fromkeys(text[language] for text in texts))
        for language in texts[0]
    }


def _line_changes(tables: Tables, spec: MapSpec) -> Iterator[tuple[PartialDate, dict[str, str]]]:
    """Yield the day and the sentence of every new state of a run of sections, in the order of the routes."""
    uses = {use.id: use for use in spec.routes if use.role in ROLES_IN_STORY}
    labels = {route.id: uses[route.id].label or route.name for route in tables.routes if route.id in uses}
    rows = [row for row in tables.segments if row.since is not None and row.route in labels]
    order = list(labels)
    rows.sort(key=lambda row: (order.index(row.route), *_kind_of_change(row), row.from_seq))
    for (route, branch, status, since), alike in groupby(rows, key=_kind_of_change):
        for run in _runs(alike):
            yield (
                since,
                _line_change(branches(tables)[route, branch], run, status, labels[route], tables.spec.languages),
            )


def _kind_of_change(row: Segment) -> tuple[str, str, str, PartialDate]:
    if row.since is None:
        raise ValueError("a state without a beginning is no change")
    return row.route, row.branch, row.status, row.since


def _runs(rows: Iterable[Segment]) -> list[tuple[int, int]]:
    """Join rows that follow on each other into runs, first and last seq."""
    joined: list[tuple[int, int]] = []
    for row in rows:
        if joined and joined[-1][1] == row.from_seq:
            joined[-1] = joined[-1][0], row.to_seq
        else:
            joined.append((row.from_seq, row.to_seq))
    return joined


def _line_change(
    stops: Sequence[StopFact], run: tuple[int, int], status: str, label: dict[str, str], languages: Iterable[str]
) -> dict[str, str]:
    names = {stop.seq: stop.name for stop in stops}
    start, end = run
    if start == stops[0].seq and end == stops[-1].seq:
        key = "change_route"
    else:  # between points that OpenStreetMap has no names for
        key = "change_section" if names[start] and names[end] else "change_part"
    return {
        language: translate(
            key,
            language,
            route=pick(label, language),
            **{"from": pick(names[start], language), "to": pick(names[end], language)},
            status=translate(f"segment_{status}", language),
        )
        for language in languages
    }
