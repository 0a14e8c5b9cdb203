"""Countries by status, for any ``folium.Map``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.bloc import Bloc
from geo.errors import check_each_of
from geo.facts.membership import spells_on
from geo.model.dates import DayLike
from geo.model.fields import LANGUAGES
from geo.model.records import Member
from geo.model.symbology import LIGHT
from geo.world.disputes import without_what_is_left_open
from layers.i18n.sentences import status_text
from layers.overlays.base import DrawnLayer, Shape


class MembershipLayer(DrawnLayer):
    """Countries filled by their status on a day, for any ``folium.Map``; all, or those of some statuses or codes.

    ``statuses`` and ``countries`` are one id or code or several; ``MisuseError`` for one that there is not.
    """

    kind = "membership"

    def __init__(
        self,
        bloc: Bloc,
        *,
        statuses: str | Iterable[str] | None = None,
        countries: str | Iterable[str] | None = None,
        as_of: DayLike | None = None,
        lang: str = "en",
        name: str | None = None,
    ) -> None:
        super().__init__(bloc, as_of=as_of, lang=lang, name=name)
        ids = [status.id for status in bloc.spec.statuses]
        codes = sorted({row.country for row in bloc.tables.members})
        what = f"the code of a country with a status in {bloc.id}"
        self.statuses: Sequence[str] = (
            ids if statuses is None else check_each_of(statuses, ids, f"a status of {bloc.id}")
        )
        self.codes: Sequence[str] = codes if countries is None else check_each_of(countries, codes, what)

    def shapes(self) -> list[Shape]:
        """Return one shape per country that has a status on the day, without the land that the view gives to nobody."""
        whole = self.bloc.countries.geometry
        by_id = {status.id: status for status in self.bloc.spec.statuses}
        held = spells_on(self.bloc.tables, self.as_of)
        shown = [
            (code, row) for code, row in sorted(held.items()) if row.status in self.statuses and code in self.codes
        ]
        shapes = [whole[code] for code, _ in shown]
        lands = without_what_is_left_open(shapes, self.bloc.scale, self.bloc.worldview)
        return [
            Shape(
                geometry=land,
                title=self.bloc.country_name(code),
                lines=[_since(by_id[row.status].label, row)],
                sources=row.sources,
                style={
                    "fillColor": by_id[row.status].color,
                    "fillOpacity": 1,
                    "color": LIGHT.member_border,
                    "weight": 1,
                },
            )
            for (code, row), land in zip(shown, lands, strict=True)
        ]


def _since(label: dict[str, str], row: Member) -> dict[str, str]:
    return {language: status_text(label, row.since, language) for language in LANGUAGES}
