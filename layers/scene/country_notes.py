"""Why countries are drawn as they are where that is not as usual: apart, made of others, a part of such a state."""

from __future__ import annotations

from collections.abc import Iterable

from geo.bloc import Bloc
from geo.model.locale import list_text
from geo.reading.country_advice import drawn_with
from layers.i18n.catalog import translate_all
from layers.scene.base import Words


def country_note(bloc: Bloc, code: str) -> Words:
    """Return why a country is drawn as it is; nothing where that is as usual."""
    own, languages = bloc.spec.countries.get(code), bloc.spec.languages
    if own and own.made_of:
        key = "own_approximate" if own.approximate else "own_made"
        return translate_all(key, languages, countries=_names(bloc, own.made_of))
    states = [state for state, told in bloc.spec.countries.items() if code in told.made_of]
    if states:
        return translate_all("own_part", languages, states=_names(bloc, states))
    whole = drawn_with(code)
    return translate_all("own_apart", languages, whole=_names(bloc, [whole])) if whole in bloc.countries.index else {}


def approximate_states(bloc: Bloc) -> Iterable[Words]:
    """Yield what is to be said beside the map of states whose own borders nobody has."""
    for code, country in bloc.spec.countries.items():
        if country.approximate:
            name, note = bloc.country_name(code), country_note(bloc, code)
            yield {one: f"{name.get(one, name['en'])} · {note[one].rstrip('.。')}" for one in note}


def _names(bloc: Bloc, codes: Iterable[str]) -> Words:
    names = [bloc.country_name(code) for code in codes]
    return {one: list_text([name.get(one, name["en"]) for name in names], one) for one in bloc.spec.languages}
