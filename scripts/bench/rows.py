"""What a run of the bench finds: ours, what stands beside it, and the budget."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

# Decimal places by unit.
_DIGITS = {"s": 2, "MB": 2}


@dataclass(frozen=True)
class Row:
    """One line of the table: what several runs found of ours and of a peer.

    ``limit`` is the budget: a number in ``unit``, or where there is a peer and ``shared``, a share of the peer's;
    ``None`` where there is none. ``least`` says that more is better.
    """

    what: str
    ours: Sequence[float]
    unit: str
    limit: float | None = None
    peer: str = ""
    theirs: Sequence[float] = ()
    shared: bool = True
    least: bool = False

    @property
    def measured(self) -> float:
        """What the budget is held against."""
        return median(self.ours) / median(self.theirs) if self.is_share else median(self.ours)

    @property
    def is_share(self) -> bool:
        """Whether the budget is a share of the peer's."""
        return bool(self.theirs) and self.shared and median(self.theirs) > 0

    @property
    def met(self) -> bool | None:
        """Whether ours keeps within the budget; ``None`` where there is none."""
        if self.limit is None:
            return None
        return self.measured >= self.limit if self.least else self.measured <= self.limit

    def cells(self) -> list[str]:
        """Return the line as texts, in the order of ``HEADS``."""
        sign = "≥" if self.least else "≤"
        of = f"{self.measured:.2f} ×" if self.is_share else ""
        limit = "" if self.limit is None else f"{sign} {self.limit:g} ×" if self.is_share else self._limit(sign)
        verdict = {True: "yes", False: "NO", None: ""}[self.met]
        return [self.what, spread(self.ours, self.unit), self.peer, spread(self.theirs, self.unit), limit, of, verdict]

    def _limit(self, sign: str) -> str:
        return f"{sign} {number(self.limit or 0, self.unit)}"


HEADS = ("what", "blocmap", "beside it", "", "budget", "share", "met")


def beside(
    what: str,
    unit: str,
    pick: Callable[[Any], float],
    ours: Sequence[Any],
    theirs: dict[str, Sequence[Any]],
    **more: Any,
) -> list[Row]:
    """Return a row for each peer: one figure of ours beside the same of theirs."""
    mine = [pick(one) for one in ours]
    return [
        Row(what, mine, unit, peer=peer, theirs=[pick(one) for one in found], **more) for peer, found in theirs.items()
    ] or [Row(what, mine, unit, **more)]


def spread(values: Sequence[float], unit: str) -> str:
    """Return the median, with the least and the most of several runs where they differ."""
    if not values:
        return ""
    low, high = (number(value, "") for value in (min(values), max(values)))
    middle = number(median(values), unit)
    return middle if low == high else f"{middle} ({low}–{high})"


def number(value: float, unit: str) -> str:
    """Return a number with its unit; «never» for a time without end."""
    if math.isinf(value):
        return "never"
    digits = _DIGITS.get(unit, 0 if abs(value) >= 20 or value == int(value) else 2)
    return f"{value:,.{digits}f} {unit}".strip()
