"""The foot of a figure: border view, what the basemap was made from, and who vouches for the facts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from geo.model.locale import pick
from layers.i18n.catalog import translate
from layers.i18n.sentences import translate_plural
from layers.scene.entries import Entry

# The page and its table list all sources; the foot names those that most facts rest on.
MAX_PUBLISHERS, FEWEST_PUBLISHERS = 5, 2


def foot_text(data: Entry, language: str, publishers: int = MAX_PUBLISHERS) -> str:
    """Return border view, Natural Earth, how many sources the facts have and who the most cited of them are."""
    names = [pick(credit["text"], language) for credit in data["credits"]]
    parts = [translate("border_view", language, name=pick(data["worldview"]["label"], language)), *names]
    cited = cited_publishers(data)
    if cited:
        named = translate("list_join", language).join(cited[:publishers])
        count = len([key for key in data["sources"] if key not in data["worldview"].get("sources", ())])
        parts.append(translate_plural("figure_sources", count, language, names=named))
    return " · ".join(parts)


def cited_publishers(data: Entry) -> list[str]:
    """Return the publishers of a scene's sources, the most cited first; the border view's own are not counted."""
    shown = {key: value for key, value in data.items() if key not in ("sources", "worldview", "disputes", "credits")}
    citations: Counter[str] = Counter()
    for key in _citations(shown):
        if key in data["sources"]:
            citations[data["sources"][key]["publisher"]] += 1
    return sorted(citations, key=lambda publisher: (-citations[publisher], publisher.casefold()))


def _citations(value: Any) -> list[str]:
    """Return the ids of sources as often as a part of a scene names them."""
    if isinstance(value, dict):
        own = [key for key in value.get("sources", ()) if isinstance(key, str)]
        return own + [key for part, item in value.items() if part != "sources" for key in _citations(item)]
    if isinstance(value, list):
        return [key for item in value for key in _citations(item)]
    return []
