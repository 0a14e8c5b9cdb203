"""Titles and summaries of a map, on its own day and on others."""

from __future__ import annotations

from datetime import date

from geo.bloc import Bloc
from geo.facts.membership import member_statuses, spells_on
from geo.model.dates import PartialDate
from geo.model.fields import LANGUAGES
from geo.model.locale import date_text, list_text, pick
from geo.model.spec import MapSpec
from layers.i18n.catalog import translate
from layers.i18n.sentences import _short, translate_plural
from layers.scene.entries import Entry
from layers.scene.on_day import held_on


def title_texts(bloc: Bloc, spec: MapSpec, day: date) -> tuple[dict[str, str], dict[str, str]]:
    """Return a map's title and subtitle, by language: its own on its own day, where the finding is true.

    On any other day they say what can be counted: how many members there are, or which line or lines are shown.
    """
    if day == spec.as_of:
        return spec.title, spec.subtitle
    members = member_statuses(bloc.tables)
    count = sum(row.status in members for row in spells_on(bloc.tables, day).values())
    about_lines = spec.locator or len(spec.routes) > 1
    mains = [use.id for use in spec.routes if use.role == "main"] if about_lines else []
    names = {route.id: route.name for route in bloc.tables.routes}
    if len(mains) > 1:
        title = {language: translate("title_lines", language, bloc=_short(bloc, language)) for language in LANGUAGES}
    elif mains:
        title = {
            language: translate("title_state", language, name=pick(names[mains[0]], language)) for language in LANGUAGES
        }
    else:
        title = {
            language: translate_plural("title_members", count, language, bloc=_short(bloc, language))
            for language in LANGUAGES
        }
    when = PartialDate.parse(day.isoformat())
    subtitle = {language: translate("subtitle_at", language, date=date_text(when, language)) for language in LANGUAGES}
    return title, subtitle


def summary_text(data: Entry, day: date) -> dict[str, str]:
    """Return the map in words, by language: members and statuses on the day, lines, places, journeys, disputes."""
    return {language: " ".join(_summary(data, day, language)) for language in LANGUAGES}


def _summary(data: Entry, day: date, language: str) -> list[str]:
    held = held_on(data, day)
    sentences = []
    members = [name for status in data["statuses"] if status["member"] for name in held.get(status["id"], [])]
    if members:
        sentences.append(
            translate(
                "summary_members",
                language,
                date=date_text(PartialDate.parse(day.isoformat()), language),
                bloc=pick(data["bloc"].get("short") or data["bloc"]["name"], language),
                members=translate_plural("members", len(members), language),
                countries=list_text((pick(name, language) for name in members), language),
            )
        )
    for status in data["statuses"]:
        names = held.get(status["id"], [])
        if names and status["shown"] and not status["member"]:
            listed = list_text((pick(name, language) for name in names), language)
            label = pick(status["label"], language)
            sentences.append(translate("summary_status", language, label=label, n=len(names), countries=listed))
    for route in data["routes"]:
        description = pick(route.get("description", {}), language).rstrip(".。")
        sentences.append(translate("summary_route", language, name=pick(route["name"], language), text=description))
    counts = {
        "journeys": len(data["journeys"]),
        "disputes": sum("settled" not in dispute for dispute in data["disputes"]),
    }
    sentences += [translate_plural(f"summary_{key}", count, language) for key, count in counts.items() if count]
    return sentences
