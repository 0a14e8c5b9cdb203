"""Can everybody tell the colours of a bloc apart? Faults of its palette, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from geo.errors import Fault
from geo.model.spec import StatusSpec
from geo.model.symbology import LIGHT
from geo.reading.toml_file import FILE, read_spec
from layers.style.colour import contrast
from layers.style.vision import VISIONS, difference

# Differences in CAM02-UCS units: fills of members are told apart at a glance, the rest with the help of a pattern.
MEMBER_DIFFERENCE = 30.0
STATUS_DIFFERENCE = 15.0
# WCAG 2.2, success criterion 1.4.11: what is needed to understand a graphic.
GRAPHIC_CONTRAST = 3.0


def palette_faults(statuses: Sequence[StatusSpec]) -> list[str]:
    """Return one line per fill or pair of fills that a reader may miss, and per letter that stands for two statuses.

    Two members must differ by ``MEMBER_DIFFERENCE`` in every vision, others by ``STATUS_DIFFERENCE`` unless
    their patterns differ; a member's plain fill must stand out from other land by ``GRAPHIC_CONTRAST``; each status
    needs a letter of its own.
    """
    lines = [
        f"colour of '{one.id}' ({one.color}) stands out from other land by "
        f"{_below(contrast(one.color, LIGHT.land), 2)}:1 of at least {GRAPHIC_CONTRAST:.0f}:1; "
        "give it a darker colour or a pattern"
        for one in statuses
        if one.member and one.pattern == "solid" and contrast(one.color, LIGHT.land) < GRAPHIC_CONTRAST
    ]
    for one, other in combinations(statuses, 2):
        if one.pattern != other.pattern:
            continue
        needed = MEMBER_DIFFERENCE if one.member and other.member else STATUS_DIFFERENCE
        worst, vision = min((difference(one.color, other.color, vision), vision) for vision in VISIONS)
        if worst < needed:
            lines.append(
                f"colours of '{one.id}' ({one.color}) and '{other.id}' ({other.color}) differ by {_below(worst, 1)} "
                f"of at least {needed:.0f} in {vision} vision; give one another colour or pattern"
            )
    for status in statuses:
        if status.letter in {other.letter for other in statuses if other is not status}:
            lines.append(f"letter '{status.letter}' of '{status.id}' is used twice; give each status its own")
    return lines


def _below(value: float, decimals: int) -> str:
    """Write a number cut, not rounded: what falls short of a bound never reads like the bound."""
    scale = 10**decimals
    return f"{math.floor(value * scale) / scale:g}"


def folder_warnings(folder: Path) -> list[Fault]:
    """Return the faults of a folder's palette as warnings; none where bloc.toml cannot be read, which others report."""
    spec, _ = read_spec(folder, [])
    return [
        Fault(FILE, None, None, line, "fills that everybody can tell apart", field="statuses", warning=True)
        for line in (palette_faults(spec.statuses) if spec else ())
    ]
