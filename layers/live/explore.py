"""The way into the live map, which works without its libraries as far as to say what is absent."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from geo.bloc import Bloc, check_bloc
from geo.errors import MisuseError
from geo.model.dates import DayLike
from geo.model.spec import Bounds, Centre
from layers.build import build_map
from layers.choices import Names, only_countries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from layers.live.widget import LiveMap
    from layers.page.bloc_map import BlocMap


def explore(
    bloc: Bloc,
    slug: str | None = None,
    *,
    as_of: DayLike | None = None,
    lang: str | None = None,
    scale: str | None = None,
    title: str | Mapping[str, str] | None = None,
    extent: Bounds | None = None,
    projection: str | None = None,
    centre: Centre | None = None,
    statuses: Names = None,
    countries: Names = None,
    routes: Names = None,
    places: Names = None,
    dress: Callable[[BlocMap], object] | None = None,
) -> LiveMap:
    """Return one of a bloc's maps (by default its first) as a widget, alive in a notebook both ways.

    Parameters
    ----------
    slug, as_of, lang, scale, title, extent, projection, centre, statuses, countries, routes, places
        As for ``layers.build_map``.
    dress
        Called with every map before it is shown: puts layers of one's own on it. ``LiveMap.redraw`` takes another.

    Raises
    ------
    MisuseError
        As ``layers.build_map`` does, and where the package anywidget is absent.
    """
    check_bloc(bloc)
    if find_spec("anywidget") is None:
        raise MisuseError("layers.explore needs the package anywidget: pip install 'blocmap[jupyter]'")
    from layers.live.widget import LiveMap

    def make(view: Bloc, day: DayLike | None, language: str | None) -> BlocMap:
        return build_map(
            view, slug, as_of=day, lang=language, scale=scale, title=title, extent=extent, projection=projection,
            centre=centre, statuses=statuses, routes=routes, places=places,
        )  # fmt: skip

    # Of a country that is left out neither map nor ``selected_row`` knows a status.
    shown = bloc if countries is None else only_countries(bloc, countries)
    return LiveMap(shown, make, as_of=as_of, lang=lang, dress=dress)
