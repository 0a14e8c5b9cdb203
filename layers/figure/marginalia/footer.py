"""The foot of a figure: border view, what the basemap was made from, and who vouches for the facts."""

from __future__ import annotations

from collections import Counter

from geo.model.locale import pick
from geo.world.border_views import is_border_key
from layers.figure.paper.fonts import is_written
from layers.i18n.catalog import translate
from layers.i18n.sentences import translate_plural
from layers.scene.evidence import citations
from layers.scene.model import SceneData

# The page and its table list all sources; the foot names those that most facts rest on.
MAX_PUBLISHERS, FEWEST_PUBLISHERS = 5, 2


def foot_text(data: SceneData, language: str, publishers: int = MAX_PUBLISHERS) -> str:
    """Return border view, Natural Earth, how many sources the facts have and who the most cited of them are."""
    names = [pick(credit.text, language) for credit in data.credits]
    parts = [translate("border_view", language, name=pick(data.worldview.label, language)), *names]
    # One in a script that a figure in this language has no letters of is on the page.
    cited = [name for name in cited_publishers(data) if language == "zh" or is_written(name)]
    if cited:
        named = translate("list_join", language).join(cited[:publishers])
        count = sum(not is_border_key(key) for key in data.sources)
        parts.append(translate_plural("figure_sources", count, language, names=named))
    return " · ".join(parts)


def cited_publishers(data: SceneData) -> list[str]:
    """Return the publishers of a scene's sources, the most cited first; the border view's own are not counted."""
    parts = (data.countries, data.places, data.routes, data.journeys, data.steps, data.claims, data.figures)
    cited = [key for part in parts for key in citations(part)] + [key for frame in data.frames for key in frame.sources]
    known = (data.sources[key] for key in cited if key in data.sources)
    citations_of = Counter(source.publisher or source.title for source in known)
    return sorted(citations_of, key=lambda publisher: (-citations_of[publisher], publisher.casefold()))
