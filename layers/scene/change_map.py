"""What changed between two days, as a scene of its own: who joined, rose, stepped back, left, and who stayed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from geo.errors import MisuseError
from geo.model.dates import PartialDate, spell_on
from geo.model.locale import date_text, pick
from geo.model.records import Member
from geo.model.spec import Pattern
from geo.model.symbology import CHANGE_COLOURS, CHANGE_LETTERS, CHANGES, ChangeKind
from layers.i18n.catalog import translate, translate_all
from layers.i18n.sentences import named_text, translate_plural
from layers.scene.base import Words
from layers.scene.build import Scene
from layers.scene.model import SceneCountry, SceneData, SceneStatus
from layers.scene.titles import summary_text
from layers.style.palette import ink_on

# Leaving is told by a pattern too, so that it is not lost among the other fills.
_PATTERNS: Mapping[ChangeKind, Pattern] = {"left": "cross", "lowered": "stripe"}


def change_scene(scene: Scene, before: date, after: date) -> Scene:
    """Return a map's scene as the difference of two days: every country by what became of its status.

    A status that the map leaves out counts where it is the other side of one that it shows: who was an observer and is
    a member now has risen, and has not joined. A state that is no more on ``after`` counts, and is named as having no
    land there. Lines, journeys and the time line stay away. Raises ``MisuseError``
    where ``before`` is not before ``after``, and where nothing that the map shows held on either day.
    """
    if before >= after:
        raise MisuseError(f"{before} is not before {after}; expected the earlier day first")
    data = scene.data
    countries = tuple(_country(data, country, before, after) for country in data.countries)
    counts = Counter(spell.status for country in countries for spell in country.spells)
    ended = [country.name for country in countries if country.spells and spell_on(country.away, after)]
    if not counts:
        raise MisuseError(f"map '{data.id}' shows no status on {before} or {after}; expected days on which it does")
    changed = data.model_copy(
        update={
            "id": f"{data.id}-changes",
            "as_of": after,
            "title": translate_all(
                "changes_title",
                data.languages,
                bloc=data.bloc.short or data.bloc.name,
                before={code: date_text(PartialDate.of(before), code) for code in data.languages},
                after={code: date_text(PartialDate.of(after), code) for code in data.languages},
            ),
            "subtitle": {code: _counted(counts, ended, code) for code in data.languages},
            "other_titles": (),
            "overlap": False,
            "statuses": tuple(_statuses(counts, data.languages)),
            "countries": countries,
            "routes": (),
            "journeys": (),
            "steps": (),
            "time": None,
            "locator": None,
        }
    )
    # Land is that of the later day: what a state that is no more was made of lies where it lay, and itself has none.
    return replace(scene, data=changed.model_copy(update={"summary": summary_text(changed, after)})).on_its_day


def _statuses(counts: Mapping[str, int], languages: Sequence[str]) -> Iterator[SceneStatus]:
    for kind in (kind for kind in CHANGES if counts.get(kind)):
        yield SceneStatus(
            id=kind,
            label=translate_all(f"changes_{kind}", languages),
            color=CHANGE_COLOURS[kind],
            ink=ink_on(CHANGE_COLOURS[kind]),
            letter=CHANGE_LETTERS[kind],
            pattern=_PATTERNS.get(kind, "solid"),
            member=kind != "left",
            shown=True,
        )


def _country(data: SceneData, country: SceneCountry, before: date, after: date) -> SceneCountry:
    """Return a country whose one spell is what became of it, with the row that says so."""
    old, new = (spell_on(country.spells, day) for day in (before, after))
    kind = _kind(data, old, new)
    row = new or old
    if kind is None or row is None:
        return country.model_copy(update={"spells": ()})
    since = row.since if new else row.until or row.since
    told = row.model_copy(update={"status": kind, "since": since, "until": None})
    return country.model_copy(update={"spells": (told,)})


def _kind(data: SceneData, old: Member | None, new: Member | None) -> ChangeKind | None:
    statuses = {status.id: status for status in data.statuses}
    was, now = (statuses[row.status] if row else None for row in (old, new))
    if not any(status and status.shown for status in (was, now)):
        return None
    if was is None or now is None:
        return "joined" if now else "left"
    if was.id == now.id:
        return "stayed"
    if was.member == now.member:
        return "changed"
    return "risen" if now.member else "lowered"


def _counted(counts: Mapping[str, int], ended: Sequence[Words], language: str) -> str:
    told = [translate_plural(f"changes_count_{kind}", counts[kind], language) for kind in CHANGES if counts.get(kind)]
    if ended:
        names = named_text([pick(name, language) for name in ended], language)
        told.append(translate("changes_ended", language, countries=names))
    return translate("list_join", language).join(told)
