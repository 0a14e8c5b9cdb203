"""Published figures with the names of what they measure."""

from __future__ import annotations

from pydantic import Field

from geo.model.fields import RequiredText
from geo.model.records import Statistic
from geo.tables import Tables


class StatisticFact(Statistic):
    """A published figure with the name of its quantity."""

    quantity_name: RequiredText = Field(description="what was measured")


def statistic_facts(tables: Tables) -> list[StatisticFact]:
    """Return the figures in the order of figures.csv."""
    quantities = tables.spec.quantities
    return [StatisticFact(**dict(row), quantity_name=quantities[row.quantity].name) for row in tables.figures]
