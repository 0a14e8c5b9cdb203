"""The widget: the page of a map in a frame of its own, and its state as traits."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from geo.bloc import Bloc
from geo.errors import MisuseError, check_each_of, check_one_of, show
from geo.model.dates import DayLike, parse_day
from geo.model.locale import pick
from geo.world.countries import worldviews
from layers.data_files import STATIC
from layers.live.selection import check_selected, row_of, switches
from layers.notebook.display import Bundle, picture_of, still_bundle
from layers.page.bloc_map import FRAME_HEIGHT_PX, BlocMap

if TYPE_CHECKING:
    import pandas as pd

Make = Callable[[Bloc, DayLike | None, str | None], BlocMap]
"""Makes the map of a bloc on a day, ``None`` for the map's own, in a language."""
Dress = Callable[[BlocMap], object]
View = tuple[float, float, float]
Proposal = dict[str, Any]
Change = dict[str, Any]
NO_STORY = "it tells no story"
MAX_ZOOM = 20


class Day(traitlets.TraitType[str, DayLike]):
    """A day, given as ``parse_day`` takes it and kept as ISO text, so that it links with other widgets."""

    def validate(self, obj: object, value: DayLike) -> str:
        """Return a day as ISO text; raise ``MisuseError`` for what is no day."""
        return parse_day(value).isoformat()


class Ids(traitlets.TraitType[tuple[str, ...], Iterable[str]]):
    """Some ids, one alone too, kept in their order as text."""

    def validate(self, obj: object, value: Iterable[str]) -> tuple[str, ...]:
        """Return the ids, each once."""
        return tuple(sorted({value} if isinstance(value, str) else set(value)))


class LiveMap(anywidget.AnyWidget):
    """A map in a notebook whose state goes both ways; ``layers.explore`` makes it.

    Attributes
    ----------
    date
        The day shown: ISO text; a date, datetime or Timestamp may be given.
    lang, worldview
        Of the words, of the borders. Another worldview draws the map anew, with all else as it is.
    hidden
        The ids of what the legend has switched off: ``status:…``, ``aspect:…``, ``route:…``, ``layer:…``.
    selected
        The id of what the card is open for (``country:IND``), or ``None``; ``selected_row`` is its row.
    view
        Longitude and latitude of the middle and Leaflet's zoom; ``None`` is the whole map.
    step
        The step of the story, from 0, or ``None``; it brings its day.
    height
        Of the frame, in pixels.

    Each says ``MisuseError`` for what the map does not have.
    """

    _esm = (STATIC / "host" / "widget.js").read_text(encoding="utf-8")
    _page = traitlets.Unicode().tag(sync=True)
    _title = traitlets.Unicode().tag(sync=True)

    date = Day().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)
    worldview = traitlets.Unicode().tag(sync=True)
    hidden = Ids(()).tag(sync=True)
    selected = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    view = traitlets.Tuple(
        traitlets.CFloat(), traitlets.CFloat(), traitlets.CFloat(), default_value=None, allow_none=True
    ).tag(sync=True)
    step = traitlets.Int(None, allow_none=True).tag(sync=True)
    height = traitlets.Int(FRAME_HEIGHT_PX).tag(sync=True)

    def __init__(self, bloc: Bloc, make: Make, *, as_of: DayLike | None, lang: str | None, dress: Dress | None) -> None:
        self._bloc, self._make, self._dress = bloc, make, dress
        self.bloc_map = self._dressed(make(bloc, as_of, lang))
        data = self.bloc_map.scene.data
        off = [name for name, on in switches(data).items() if not on]
        super().__init__(
            date=data.as_of, lang=data.language, worldview=bloc.worldview, hidden=off, **self._page_traits()
        )

    @property
    def selected_row(self) -> pd.Series | None:
        """The row of what is selected, on the day shown; ``None`` where nothing is."""
        return None if self.selected is None else self._row(self.selected)

    def _row(self, selected: str) -> pd.Series:
        return row_of(self._bloc, self.bloc_map.scene.data, selected, parse_day(self.date))

    def redraw(self, dress: Dress | None = None) -> None:
        """Draw the map anew with its state as it is; ``dress`` takes the place of what put layers on it."""
        self._dress = dress or self._dress
        opening, language = self.bloc_map.scene.data.as_of, self.bloc_map.language
        self.bloc_map = self._dressed(self._make(self._bloc, opening, language))
        self._forget_what_is_gone()
        for name, value in self._page_traits().items():
            setattr(self, name, value)

    def _forget_what_is_gone(self) -> None:
        data = self.bloc_map.scene.data
        self.hidden = [name for name in self.hidden if name in switches(data)]
        try:
            self.selected = self.selected and check_selected(data, self.selected)
        except MisuseError:
            self.selected = None

    def _dressed(self, bloc_map: BlocMap) -> BlocMap:
        if self._dress:
            self._dress(bloc_map)
        return bloc_map

    def _page_traits(self) -> dict[str, str]:
        data = self.bloc_map.scene.data
        return {"_page": self.bloc_map.get_root().render(), "_title": pick(data.title, self.bloc_map.language)}

    @traitlets.validate("date")
    def _check_date(self, proposal: Proposal) -> str:
        data, day = self.bloc_map.scene.data, parse_day(proposal["value"])
        if data.time and day != data.as_of:
            first = data.time.first.first_day
            if not first <= day <= data.time.last:
                raise MisuseError(f"{day} is not a day of this map; expected one from {first} to {data.time.last}")
        return day.isoformat()

    @traitlets.validate("lang")
    def _check_lang(self, proposal: Proposal) -> str:
        return check_one_of(proposal["value"], self.bloc_map.scene.data.languages, "a language of the maps")

    @traitlets.validate("hidden")
    def _check_hidden(self, proposal: Proposal) -> tuple[str, ...]:
        known = switches(self.bloc_map.scene.data)
        return check_each_of(proposal["value"], known, "something that this map's legend switches")

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Proposal) -> str | None:
        value = proposal["value"]
        return None if value is None else check_selected(self.bloc_map.scene.data, value)

    @traitlets.validate("step")
    def _check_step(self, proposal: Proposal) -> int | None:
        step: int | None = proposal["value"]
        last = len(self.bloc_map.scene.data.steps) - 1
        if step is not None and not 0 <= step <= last:
            raise MisuseError(
                f"{step} is not a step of this map; " + (f"expected 0 to {last}" if last >= 0 else NO_STORY)
            )
        return step

    @traitlets.validate("view")
    def _check_view(self, proposal: Proposal) -> View | None:
        view: View | None = proposal["value"]
        if view is not None and not (abs(view[0]) <= 180 and abs(view[1]) <= 90 and 0 <= view[2] < MAX_ZOOM):
            raise MisuseError(f"{show(view)} is not a view; expected longitude, latitude, zoom from 0 to {MAX_ZOOM}")
        return view

    @traitlets.validate("worldview")
    def _check_worldview(self, proposal: Proposal) -> str:
        """Return a worldview once the map has been drawn in it: one whose layer is absent changes nothing."""
        worldview = check_one_of(proposal["value"], worldviews(), "a worldview")
        if worldview != self._bloc.worldview:
            self._bloc = self._bloc.in_view(worldview)
            self.redraw()
        return worldview

    @traitlets.observe("step")
    def _take_day_of_step(self, change: Change) -> None:
        day = self._day_of_step()
        if day is not None:
            self.date = day

    @traitlets.observe("date")
    def _leave_step(self, change: Change) -> None:
        day = self._day_of_step()
        if day is not None and day.isoformat() != self.date:
            self.step = None

    def _day_of_step(self) -> datetime.date | None:
        """Return the day of the step that is told, where it is told to the day."""
        if self.step is None:
            return None
        when = self.bloc_map.scene.data.steps[self.step].date
        return when.first_day if when and when.day else None

    def _repr_mimebundle_(self, **options: Any) -> Bundle:
        """Return the widget, with a picture of its day and a text for where no widget lives."""
        shown = super()._repr_mimebundle_(**options)
        live, metadata = shown if isinstance(shown, tuple) else (shown, {})
        scene = self._make(self._bloc, self.date, self.lang).scene
        still, about = still_bundle(scene, self.lang, picture_of(scene, self.lang))
        return {**(live or {}), **still}, {**metadata, **about}
