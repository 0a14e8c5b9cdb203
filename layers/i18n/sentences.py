"""Sentences made from the data: what changed on a day, and the map in words for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from geo.bloc import Bloc
from geo.facts.membership import Change, member_statuses, spells_on
from geo.model.dates import PartialDate, day_before
from geo.model.locale import date_text, list_text, number_text, ordinal_form, pick, plural_form
from geo.model.spec import StatusSpec
from layers.i18n.catalog import load_catalog, translate

# A sentence that names more countries than this is a list nobody reads; it gives their number instead.
MAX_NAMED = 6
# Units whose numbers are written without separators.
UNGROUPED = ("year", "mm")


def translate_plural(key: str, count: int, language: str, **values: object) -> str:
    """Return the words of a key in the plural form of a number, which fills ``{n}``."""
    form = f"{key}.{plural_form(count, language)}"
    return translate(form if form in load_catalog(language) else f"{key}.other", language, n=count, **values)


def quantity_text(value: float, unit: str, language: str) -> str:
    """Return a number with its unit: «305 km»; a unit without words of its own stands as it is written."""
    words, key = load_catalog(language), f"unit_{unit}"
    if value == int(value):
        form = f"{key}.{plural_form(int(value), language)}"
        key = form if form in words else key
    key = key if key in words else f"{key}.other"
    written = str(int(value)) if unit in UNGROUPED and value == int(value) else number_text(value, language)
    if key not in words:
        return f"{written} {unit.replace('_', ' ')}"
    more = {f"n{power}": number_text(power * value, language) for power in (10, 100)}
    return translate(key, language, n=written, **more)


def since_text(since: PartialDate | None, language: str) -> str:
    """Return the day on which a status began, or that it is unknown."""
    return date_text(since, language) if since else translate("date_unknown", language)


def status_text(label: Mapping[str, str], since: PartialDate | None, language: str) -> str:
    """Return «Member, since 2024», «Member (date unknown)»."""
    status, begun = pick(label, language), since_text(since, language)
    return translate("status_since", language, status=status, date=begun) if since else f"{status} ({begun})"


def change_text(bloc: Bloc, changes: Sequence[Change]) -> dict[str, str]:
    """Return what changed on one day, by language: «Belarus becomes the tenth member»."""
    return {language: _change_sentence(bloc, changes, language) for language in bloc.spec.languages}


def label_change_text(bloc: Bloc, change: Change) -> dict[str, str]:
    """Return a change of one status, by language: «Croatia: euro area», «Malta, no longer: pact»."""
    labels = {status.id: status.label for status in bloc.spec.statuses}
    labels |= {status.id: status.label for aspect in bloc.spec.aspects for status in aspect.statuses}
    key = "change_status_label" if change.after else "change_aspect_end"
    label = labels[change.after or change.before or ""]
    return {
        language: translate(key, language, countries=_named(bloc, change.codes, language), label=pick(label, language))
        for language in bloc.spec.languages
    }


def _change_sentence(bloc: Bloc, changes: Sequence[Change], language: str) -> str:
    members = member_statuses(bloc.tables)
    before = spells_on(bloc.tables, day_before(changes[0].day.first_day))
    had = sum(row.status in members for row in before.values())
    # Where some joined nobody knows when, none is the fifth, and none the first.
    counted = all(row.since for row in bloc.tables.members if row.status in members)
    joining = [one for one in changes if counted and one.after in members and one.before not in members]
    sentences = [_joining_sentence(bloc, _codes(joining), had, language)] if joining else []
    for status in bloc.spec.statuses:
        moved = _codes(change for change in changes if change.after == status.id and change not in joining)
        if moved:
            sentences.append(_status_sentence(status, len(moved), _named(bloc, moved, language), language))
    left = _codes(change for change in changes if change.after is None)
    if left:
        sentences.append(translate_plural("change_leave", len(left), language, countries=_named(bloc, left, language)))
    return translate("list_join", language).join(sentences)


def _status_sentence(status: StatusSpec, count: int, named: str, language: str) -> str:
    """Return «Malta becomes an observer»; without a noun «Malta: Observers», for a label is a plural."""
    noun = pick(status.noun, language)
    if not noun:
        return translate("change_status_label", language, countries=named, label=pick(status.label, language))
    return translate_plural("change_status", count, language, countries=named, noun=noun)


def _joining_sentence(bloc: Bloc, codes: Sequence[str], had: int, language: str) -> str:
    named = _named(bloc, codes, language)
    if not had:
        return translate("change_founded", language, countries=named, bloc=short_name(bloc, language))
    ordinals = list_text((ordinal_text(had + 1 + place, language) for place in range(len(codes))), language)
    return translate_plural("change_member", len(codes), language, countries=named, ordinals=ordinals)


def _codes(changes: Iterable[Change]) -> list[str]:
    return sorted(code for change in changes for code in change.codes)


def _named(bloc: Bloc, codes: Sequence[str], language: str) -> str:
    return named_text([pick(bloc.country_name(code), language) for code in codes], language)


def named_text(names: Sequence[str], language: str) -> str:
    """Return countries in a row, or how many they are where these are more than anybody reads."""
    if len(names) > MAX_NAMED:
        return translate_plural("countries_count", len(names), language)
    return list_text(names, language)


def short_name(bloc: Bloc, language: str) -> str:
    """Return the bloc's short name, or its name where it has none."""
    return pick(bloc.spec.short or bloc.spec.name, language)


def cardinal_text(number: int, language: str) -> str:
    """Return a number as a headline begins with it: a word while it has one, with a capital."""
    word = load_catalog(language).get(f"cardinal.{number}", str(number))
    return word[0].upper() + word[1:]


def ordinal_text(number: int, language: str) -> str:
    """Return which in order a member is: «tenth», «31st»."""
    words, form = load_catalog(language), f"ordinal.beyond_{ordinal_form(number, language)}"
    return words.get(f"ordinal.{number}") or translate(form, language, n=number)
