"""At most one recommended figure for each subject, quantity and scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from geo.errors import Fault
from geo.model.records import Statistic
from geo.reading.folder import FolderContents


def check_statistics(contents: FolderContents) -> Iterator[Fault]:
    """Yield a fault for every figure that is recommended beside another one of the same subject, quantity and scope."""
    chosen: dict[tuple[str, str, str], list[Statistic]] = defaultdict(list)
    for figure in contents.rows.figures:
        if figure.recommended:
            chosen[figure.subject, figure.quantity, figure.scope.get("en", "")].append(figure)
    for rows in chosen.values():
        for row in rows[1:]:
            found = f"a second recommendation; the first is in line {rows[0].line}"
            todo = "write no in all but one, or tell them apart by scope"
            expected = "at most one recommended figure for each subject, quantity and scope"
            yield contents.fault("figures", row, "recommended", found, expected, todo)
