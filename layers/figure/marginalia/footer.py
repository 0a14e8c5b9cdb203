"""The foot of a figure: border view, what the basemap was made from, and who vouches for the facts."""

from __future__ import annotations

from geo.model.locale import is_right_to_left, pick
from geo.world.border_views import is_border_key
from layers.figure.paper.fonts import is_written
from layers.i18n.catalog import translate
from layers.i18n.sentences import translate_plural
from layers.scene.evidence import cited_publishers, told_sources
from layers.scene.model import SceneData

# The page and its table list all sources; the foot names those that most facts rest on.
MAX_PUBLISHERS = 5
# How much a foot says, the most first: how many publishers, and whether where the sources are listed is left out.
FOOTS = ((5, False), (4, False), (3, False), (2, False), (2, True), (1, True), (0, True))


def foot_text(
    data: SceneData,
    language: str,
    publishers: int = MAX_PUBLISHERS,
    plate: SceneData | None = None,
    *,
    short: bool = False,
) -> str:
    """Return border view, Natural Earth, how many sources the facts have and who the most cited of them are.

    Only sources of what is on the ``plate`` count: by default all that the map has.
    """
    names = [pick(credit.text, language) for credit in data.credits]
    parts = [translate("border_view", language, name=pick(data.worldview.label, language)), *names]
    # One in a script that a figure in this language has no letters of is on the page.
    cited = [name for name in cited_publishers(plate or data) if language == "zh" or is_written(name)]
    if cited:
        named = translate("list_join", language).join(cited[:publishers])
        keys = data.sources if plate is None else told_sources(plate)
        count = sum(not is_border_key(key) for key in keys)
        parts.append(translate_plural(f"figure_sources{_words(publishers, short=short)}", count, language, names=named))
    # The mark keeps names in Latin letters from running on as one.
    return (" \u200f· " if is_right_to_left(language) else " · ").join(parts)


def _words(publishers: int, *, short: bool) -> str:
    return "_only" if not publishers else "_short" if short else ""
