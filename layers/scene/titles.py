"""Titles and summaries of a map, on its own day and on others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from geo.bloc import Bloc
from geo.facts.membership import changes, member_statuses, spells_on
from geo.model.dates import PartialDate
from geo.model.locale import date_text, list_text, pick
from geo.model.spec import MapSpec
from layers.i18n.catalog import translate
from layers.i18n.sentences import cardinal_text, named_text, short_name, translate_plural
from layers.scene.base import Words
from layers.scene.model import SceneCountry, SceneData, SceneTitle
from layers.scene.on_day import aspect_holders, holders

# Where a title says its month, which a page fills in as its reader moves in time.
MONTH = "{month}"


def title_texts(bloc: Bloc, spec: MapSpec, day: date) -> tuple[dict[str, str], dict[str, str]]:
    """Return a map's title and subtitle, by language: its own on its own day, where the finding is true.

    On any other day they say what can be counted: how many members there are, or which line or lines are shown.
    """
    if day == spec.as_of:
        return spec.title, spec.subtitle
    when = PartialDate.of(day)
    subtitle = {code: translate("subtitle_at", code, date=date_text(when, code)) for code in bloc.spec.languages}
    return _in_month(_other_title(bloc, spec, day), day), subtitle


def other_titles(bloc: Bloc, spec: MapSpec) -> tuple[SceneTitle, ...]:
    """Return the titles of all days but the map's own: each holds from its day until the next one's."""
    days = [None, *sorted({change.day for change in changes(bloc.tables)})]
    titles = [_other_title(bloc, spec, day.first_day if day else date.min) for day in days]
    return tuple(
        SceneTitle(since=day, title=title)
        for number, (day, title) in enumerate(zip(days, titles, strict=True))
        if not number or title != titles[number - 1]
    )


def retitled(data: SceneData, day: date) -> SceneData:
    """Return a scene's data as of another day: title, subtitle and summary are that day's."""
    titles = [one.title for one in data.other_titles if one.since is None or one.since.first_day <= day]
    when = PartialDate.of(day)
    subtitle = {code: translate("subtitle_at", code, date=date_text(when, code)) for code in data.languages}
    new = {"as_of": day, "title": _in_month(titles[-1] if titles else data.title, day), "subtitle": subtitle}
    return data.model_copy(update=new | {"summary": summary_text(data, day)})


def _in_month(title: dict[str, str], day: date) -> dict[str, str]:
    """Return a title with the month of its day: «Six members: SCO in June 2001»."""
    month = PartialDate(day.year, day.month)
    return {language: text.replace(MONTH, date_text(month, language)) for language, text in title.items()}


def _other_title(bloc: Bloc, spec: MapSpec, day: date) -> dict[str, str]:
    languages = bloc.spec.languages
    if spec.overlap:
        both = sum(row.status == "both" for row in spells_on(bloc.tables, day).values())
        return {
            language: translate("title_overlap", language, bloc=short_name(bloc, language), n=both, month=MONTH)
            for language in languages
        }
    mains = [use.id for use in spec.routes if use.role == "main"] if spec.locator or len(spec.routes) > 1 else []
    if len(mains) > 1:
        return {
            language: translate("title_lines", language, bloc=short_name(bloc, language), month=MONTH)
            for language in languages
        }
    if mains:
        (name,) = (route.name for route in bloc.tables.routes if route.id == mains[0])
        return {
            language: translate("title_state", language, name=pick(name, language), month=MONTH)
            for language in languages
        }
    members = member_statuses(bloc.tables)
    count = sum(row.status in members for row in spells_on(bloc.tables, day).values())
    return {
        language: translate_plural(
            "title_members",
            count,
            language,
            number=cardinal_text(count, language),
            bloc=short_name(bloc, language),
            month=MONTH,
        )
        for language in languages
    }


def summary_text(data: SceneData, day: date) -> dict[str, str]:
    """Return the map in words, by language: members and statuses on the day, lines, places, journeys, disputes."""
    return {language: " ".join(_summary(data, day, language)) for language in data.languages}


def _summary(data: SceneData, day: date, language: str) -> list[str]:
    held = holders(data, day)
    sentences = []
    members = [country for status in data.statuses if status.member for country in held[status.id]]
    if members and not data.overlap:
        sentences.append(
            translate(
                "summary_members",
                language,
                date=date_text(PartialDate.of(day), language),
                bloc=pick(data.bloc.short or data.bloc.name, language),
                members=translate_plural("members", len(members), language),
                countries=_listed(members, language),
            )
        )
    for status in data.statuses:
        others = held[status.id]
        if others and status.shown and (data.overlap or not status.member):
            label, listed = pick(status.label, language), _listed(others, language)
            sentences.append(translate("summary_status", language, label=label, n=len(others), countries=listed))
    held = aspect_holders(data, day)
    for further in (status for aspect in data.aspects if aspect.shown for status in aspect.statuses):
        if held[further.id]:
            label, listed = pick(further.label, language), _listed(held[further.id], language)
            n = len(held[further.id])
            sentences.append(translate("summary_status", language, label=label, n=n, countries=listed))
    for route in data.routes:
        description = pick(route.description, language).rstrip(".。")
        sentences.append(translate("summary_route", language, name=pick(route.name, language), text=description))
    counts = {
        "journeys": len(data.journeys),
        "disputes": sum(not dispute.settled for dispute in data.disputes),
    }
    sentences += [translate_plural(f"summary_{key}", count, language) for key, count in counts.items() if count]
    return [*sentences, *filter(None, [data.beyond.get(language), data.undated.get(language)])]


def beyond_text(countries: Sequence[Words], languages: Iterable[str]) -> Words:
    """Return which countries have parts beyond the frame, by language; nothing where none has."""
    return {
        language: translate("frame_beyond", language, countries=list_text(names, language))
        for language in languages
        if (names := [pick(country, language) for country in countries])
    }


def undated_text(data: SceneData) -> Words:
    """Return whose statuses, of those that a map shows, began nobody knows when, by language; nothing for none."""
    shown = {status.id for status in data.statuses if status.shown}
    shown |= {status.id for aspect in data.aspects if aspect.shown for status in aspect.statuses}
    names = [
        country.name
        for country in data.countries
        if any(one.since is None and one.status in shown for one in (*country.spells, *country.aspects))
    ]
    return {language: _undated(names, language) for language in data.languages if names}


def _undated(names: Sequence[Words], language: str) -> str:
    words = translate("date_unknown", language)
    named = named_text([pick(name, language) for name in names], language)
    return translate("count_of", language, label=words[:1].upper() + words[1:], n=named)


def _listed(countries: Sequence[SceneCountry], language: str) -> str:
    return list_text((pick(country.name, language) for country in countries), language)
