"""The words that go with a map in an article: alternative text, caption with the key, citation, how to use the kit."""

from __future__ import annotations

from geo.model.dates import PartialDate
from geo.model.locale import date_text, list_text, pick
from layers.i18n.catalog import translate
from layers.i18n.sentences import translate_plural
from layers.scene.model import SceneData
from layers.scene.on_day import holders


def alternative(data: SceneData, language: str) -> str:
    """Return the map in words for those who do not see it."""
    return f"{pick(data.title, language)}. {pick(data.summary, language)}"


def about(data: SceneData, language: str) -> str:
    """Return one line on the map, as social media show below its title: what is shown, or on which day."""
    return pick(data.subtitle, language) or date_text(PartialDate.of(data.as_of), language)


def caption(data: SceneData, language: str) -> str:
    """Return the lines under the map: what it shows and when, its key in words, its borders, who it is from."""
    held = holders(data, data.as_of)
    keys = [
        f"{pick(status.label, language)}: {list_text([pick(one.name, language) for one in held[status.id]], language)}"
        for status in data.statuses
        if status.shown and held[status.id]
    ]
    head = f"{pick(data.title, language)} · {date_text(PartialDate.of(data.as_of), language)}"
    return "\n".join([head, *keys, credit(data, language)])


def credit(data: SceneData, language: str) -> str:
    """Return border view, ground and number of sources in one line."""
    parts = [
        translate("border_view", language, name=pick(data.worldview.label, language)),
        *(pick(one.text, language) for one in data.credits),
        translate_plural("source_count", len(data.sources), language),
    ]
    return " · ".join(part for part in parts if part)


def citation(data: SceneData, language: str, address: str) -> str:
    """Return how the map is cited: bloc, title, day, address, what it is drawn from."""
    return translate(
        "citation",
        language,
        bloc=pick(data.bloc.name, language),
        title=pick(data.title, language),
        date=date_text(PartialDate.of(data.as_of), language),
        address=address,
        credits=translate("list_join", language).join(pick(one.text, language) for one in data.credits),
        sources=translate_plural("source_count", len(data.sources), language),
    )


def licences(data: SceneData) -> str:
    """Return what may be done with the map, and the licence of every source that names one."""
    named = sorted({(one.licence, one.publisher) for one in data.sources.values() if one.licence})
    return "\n".join(
        [
            "The picture and the page may be published with the credit line of caption.txt, as the terms below allow.",
            "Facts are cited from their sources (sources.csv); what those allow:",
            *(f"- {publisher}: {licence}" for licence, publisher in named),
            "",
        ]
    )
