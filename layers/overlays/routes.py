"""Routes by the state of their sections, for any ``folium.Map``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.bloc import Bloc
from geo.errors import check_each_of
from geo.facts.routes import route_lines
from geo.facts.sections import Section, sections
from geo.geodesy.lines import cut_at_180
from geo.model.dates import DayLike
from geo.model.fields import LANGUAGES
from geo.model.locale import pick
from geo.model.symbology import APPROXIMATE_WIDTH, LIGHT, MODE_SIGNS, dashes_of
from layers.i18n.catalog import translate
from layers.overlays.base import DrawnLayer, Shape, line_style

# In pixels, of a plain map's routes.
WIDTH_PX = 3


class RoutesLayer(DrawnLayer):
    """The sections of routes by their state on a day, for any ``folium.Map``; all routes, or those named.

    ``routes`` is one id or several; ``MisuseError`` for one that there is not.
    """

    kind = "routes"

    def __init__(
        self,
        bloc: Bloc,
        *,
        routes: str | Iterable[str] | None = None,
        as_of: DayLike | None = None,
        lang: str = "en",
        name: str | None = None,
    ) -> None:
        super().__init__(bloc, as_of=as_of, lang=lang, name=name)
        ids = [row.id for row in bloc.tables.routes]
        self.wanted: Sequence[str] = ids if routes is None else check_each_of(routes, ids, f"a route of {bloc.id}")

    def shapes(self) -> list[Shape]:
        """Return one line per section that has a state on the day."""
        tables = self.bloc.tables
        rows = {row.id: row for row in tables.routes if row.id in self.wanted}
        lines = route_lines(tables)
        color = LIGHT.routes["main"]
        shapes = []
        for section in sections(tables):
            spell, row = section.spell_on(self.as_of), rows.get(section.start.route)
            if spell is None or row is None:
                continue
            share = min(MODE_SIGNS[section.mode].width, APPROXIMATE_WIDTH if section.approximate else 1)
            style = line_style(dashes_of(spell.status, section.mode), WIDTH_PX) | {
                "color": color,
                "weight": round(WIDTH_PX * share, 1) if share < 1 else WIDTH_PX,
            }
            words = [_between(section), _state(section, spell.status), spell.note]
            shapes.append(Shape(cut_at_180(lines[section.id]), row.name, words, spell.sources, style))
        return shapes


def _between(section: Section) -> dict[str, str]:
    return {
        language: f"{pick(section.start.name, language)} – {pick(section.end.name, language)}" for language in LANGUAGES
    }


def _state(section: Section, status: str) -> dict[str, str]:
    keys = [f"segment_{status}", *([f"mode_{section.mode}"] if section.mode != "rail" else [])]
    keys += ["approximate"] if section.approximate else []
    return {language: ", ".join(translate(key, language) for key in keys) for language in LANGUAGES}
