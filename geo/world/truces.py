"""Lines of truce: where the fighting stopped. They are no borders, and a view may dot them."""

from __future__ import annotations

from pydantic import Field
from shapely.geometry.base import BaseGeometry

from geo.model.fields import Codes, Id, Text
from geo.model.records import Row
from geo.world.border_views import BORDERS, Unit, read_rows
from geo.world.un_areas import un_areas


class TruceFact(Row):
    """What is told of one line of truce."""

    id: Id = Field(description="what tells the row from the others")
    name: Text = Field(description="its name")
    parties: Codes = Field(description="the countries that disagree or agreed: ISO 3166-1 alpha-3")


class TruceRecord(TruceFact):
    """A line of truce: ``unit`` is its code in ``geo.world.un_areas``, ``view`` the border view that dots it."""

    unit: Unit
    view: Id


def resolve_truces(worldview: str) -> list[tuple[TruceFact, BaseGeometry]]:
    """Return the lines of truce that a border view dots, each with its course; none in the other views."""
    records = [record for record in read_rows(BORDERS / "truces.csv", TruceRecord) if record.view == worldview]
    lines = un_areas()
    return [(_fact(record), lines[record.unit]) for record in records]


def _fact(record: TruceRecord) -> TruceFact:
    return TruceFact.model_validate({key: getattr(record, key) for key in TruceFact.model_fields})
