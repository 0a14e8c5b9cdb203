"""The legend of a figure: statuses with their counts on the day, states of line, marks of doubt and dispute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from geo.names import pick
from layers import palette
from layers.entries import Entry, spell_on
from layers.scene import Scene
from layers.still import status_codes
from layers.wording import say

HATCHES = {"solid": "", "stripe": "/////", "dots": "....", "cross": "xxxx"}
DISPUTE_HATCH = "//////"
# Dashes in units of the line's width, as the page draws them.
DASHES: dict[str, object] = {
    "operating": "solid",
    "under_construction": (0, (5, 1.6)),
    "planned": (0, (2.4, 1.6)),
    "proposed": (0, (0.8, 1.6)),
    "suspended": (0, (5, 1.6, 0.8, 1.6)),
}
SWATCH_EM, TEXT_GAP_EM, ITEM_GAP_EM, LINE_EM = 1.8, 0.5, 1.6, 1.7


@dataclass(frozen=True)
class Item:
    """One entry: a filled swatch (``fill``) or a line (``dash``), and its words."""

    text: str
    fill: str = ""
    pattern: str = "solid"
    dash: object = None
    color: str = palette.INK
    alpha: float = 1.0


def legend_items(scene: Scene, language: str) -> list[Item]:
    """Return what a figure has to explain, and nothing that it does not show."""
    data, day = scene.data, date.fromisoformat(scene.data["as_of"])
    items = [
        Item(f"{pick(status['label'], language)} ({len(codes)})", status["color"], status["pattern"])
        for status, codes in status_codes(data, day)
        if codes
    ]
    for role, states in _states(data, day).items():
        color = palette.ROUTE_COLOURS[role]
        names = ", ".join(_route_name(route, language) for route in data["routes"] if route["role"] == role)
        items += [
            Item(f"{names}: {say(f'segment_{state}', language)}", dash=DASHES[state], color=color) for state in states
        ]
    sections = [section for route in data["routes"] for branch in route["branches"] for section in branch["sections"]]
    if any(section["approximate"] for section in sections):
        items.append(
            Item(
                say("approximate", language), dash=DASHES["operating"], color=palette.ROUTE_COLOURS["main"], alpha=0.55
            )
        )
    if data["disputes"]:
        items.append(Item(say("disputed", language), palette.LAND, "dispute"))
    return items


def _route_name(route: Entry, language: str) -> str:
    return pick(route.get("label") or route["name"], language)


def _states(data: Entry, day: date) -> dict[str, list[str]]:
    """Return the states of line that show on a day, by role, in the order of ``DASHES``."""
    found: dict[str, set[str]] = {}
    for route in data["routes"]:
        for branch in route["branches"]:
            for section in branch["sections"]:
                spell = spell_on(section, day)
                if spell:
                    found.setdefault(route["role"], set()).add(spell["status"])
    return {
        role: [state for state in DASHES if state in found[role]] for role in palette.ROUTE_COLOURS if role in found
    }


def draw_legend(figure: Figure, items: list[Item], box: tuple[float, float, float], type_pt: float) -> float:
    """Draw the items in rows from ``(left, bottom, width)`` in inches upwards; return the height used in inches."""
    left, bottom, width = box
    em = type_pt / 72
    rows: list[list[tuple[Item, float]]] = [[]]
    x = 0.0
    for item in items:
        probe = figure.text(0, 0, item.text, fontsize=type_pt)
        text_width = float(probe.get_window_extent().width) / figure.dpi
        probe.remove()
        item_width = (SWATCH_EM + TEXT_GAP_EM) * em + text_width
        if rows[-1] and x + item_width > width:
            rows.append([])
            x = 0.0
        rows[-1].append((item, left + x))
        x += item_width + ITEM_GAP_EM * em
    for number, row in enumerate(reversed(rows)):
        y = bottom + (number + 0.5) * LINE_EM * em
        for item, start in row:
            _draw_item(figure, item, start, y, em, type_pt)
    return len(rows) * LINE_EM * em


def _draw_item(figure: Figure, item: Item, x: float, y: float, em: float, type_pt: float) -> None:
    width, height = (float(side) for side in figure.get_size_inches())
    swatch = SWATCH_EM * em
    if item.fill:
        dispute = item.pattern == "dispute"
        patch = Rectangle(
            (x / width, (y - 0.45 * em) / height),
            swatch / width,
            0.9 * em / height,
            facecolor=item.fill,
            edgecolor=palette.DISPUTE if dispute else "#ffffff",
            hatch=DISPUTE_HATCH if dispute else HATCHES[item.pattern],
            linewidth=0.6,
            linestyle=(0, (2, 1.5)) if dispute else "solid",
        )
        figure.add_artist(patch)
    else:
        line = Line2D(
            [x / width, (x + swatch) / width], [y / height] * 2, color=item.color, alpha=item.alpha, linewidth=1.8
        )
        line.set_linestyle(item.dash)  # type: ignore[arg-type]  # matplotlib takes an offset with a sequence
        figure.add_artist(line)
    figure.text((x + swatch + TEXT_GAP_EM * em) / width, y / height, item.text, va="center_baseline", fontsize=type_pt)
