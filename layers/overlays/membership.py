"""Countries by status, for any ``folium.Map``."""

from __future__ import annotations

from geo.facts.membership import spells_on
from geo.model.fields import LANGUAGES
from geo.model.locale import date_text, pick
from geo.model.records import Member
from geo.model.symbology import LIGHT
from layers.i18n.catalog import translate
from layers.overlays.base import DrawnLayer, Shape


class MembershipLayer(DrawnLayer):
    """Countries filled by their status on a day, for any ``folium.Map``."""

    kind = "membership"

    def shapes(self) -> list[Shape]:
        """Return one shape per country that has a status on the day."""
        frame = self.bloc.countries
        by_id = {status.id: status for status in self.bloc.spec.statuses}
        held = spells_on(self.bloc.tables, self.as_of)
        return [
            Shape(
                geometry=frame.geometry[code],
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
            for code, row in sorted(held.items())
        ]


def _since(label: dict[str, str], row: Member) -> dict[str, str]:
    return {
        language: translate("status_since", language, status=pick(label, language), date=date_text(row.since, language))
        for language in LANGUAGES
    }
