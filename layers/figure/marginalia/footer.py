"""The foot of a figure: border view, what the basemap was made from, and who vouches for the facts."""

from __future__ import annotations

from geo.model.locale import pick
from geo.world.border_views import is_border_key
from layers.figure.paper.fonts import is_written
from layers.i18n.catalog import translate
from layers.i18n.sentences import translate_plural
from layers.scene.evidence import cited_publishers
from layers.scene.model import SceneData

# The page and its table list all sources; the foot names those that most facts rest on.
MAX_PUBLISHERS, FEWEST_PUBLISHERS = 5, 2


def foot_text(data: SceneData, language: str, publishers: int = MAX_PUBLISHERS, plate: SceneData | None = None) -> str:
    """Return border view, Natural Earth, how many sources the facts have and who the most cited of them are.

    Only publishers of what is on the ``plate`` are named: by default all that the map tells of.
    """
    names = [pick(credit.text, language) for credit in data.credits]
    parts = [translate("border_view", language, name=pick(data.worldview.label, language)), *names]
    # One in a script that a figure in this language has no letters of is on the page.
    cited = [name for name in cited_publishers(plate or data) if language == "zh" or is_written(name)]
    if cited:
        named = translate("list_join", language).join(cited[:publishers])
        count = sum(not is_border_key(key) for key in data.sources)
        parts.append(translate_plural("figure_sources", count, language, names=named))
    return " · ".join(parts)
