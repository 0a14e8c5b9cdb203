"""The rules of the page's style sheet that follow from ``geo.model.symbology``: colours, widths and dashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields

from geo.model.spec import RouteRole
from geo.model.symbology import (
    ABSENT_DASHES,
    APPROXIMATE_WIDTH,
    ASPECT_DASHES,
    ASPECT_GROWTH,
    DARK,
    DASHES,
    DISPUTE_DASHES,
    JOURNEY_WIDTH,
    LIGHT,
    MODE_SIGNS,
    RAISED,
    ROUTE_WIDTHS,
    TRUCE_DASHES,
    Colours,
    Dashes,
    has_round_ends,
    route_colour,
    scaled,
)
from layers.scene.model import SceneData
from layers.style.palette import DARK_WASH, WASH, in_the_dark, ink_on

# How wide a page draws its own route, in pixels: the unit of the dashes. And the outline of disputed land, a line
# of truce, the outline of an aspect, and by how much its casing is wider.
ROUTE_PX, DISPUTE_PX, TRUCE_PX, ASPECT_PX, CASING_PX = 3.0, 0.8, 1.4, 1.8, 2.2
# What the style sheet calls a colour where it has another name for it: ``--ink`` is that of an element's own ground.
OTHER_NAMES = {"ink": "text"}
# (A print of a page in the dark is light.)
IN_THE_DARK = "@media (prefers-color-scheme: dark) { :root:not(.printing) "


def colour_rules() -> str:
    """Return the variables of all colours; they stand before all other rules."""
    return "\n".join(_colours())


def symbol_rules() -> str:
    """Return the rules of lines; they stand before the map's own."""
    return "\n".join([*_routes(), *_dashed_lines()])


def tint_rules(data: SceneData) -> str:
    """Return the fills of a map's statuses with the inks on them, and how strong tints are where they differ."""
    colours = [status.base or status.color for status in data.statuses]
    light, dark = _fills(colours), _fills(in_the_dark(colour) for colour in colours)
    strengths = {one.code: one.strength for one in data.countries if one.strength is not None}
    if not strengths:
        return f":root {_block(light)}{IN_THE_DARK}{_block(dark)}}}"
    usual, _ = Counter(strengths.values()).most_common(1)[0]
    light, dark = light | {"--share": "1"}, dark | {"--share": f"{DARK_WASH:g}"}
    lands = f'[data-id^="country:"],.tint {_block({"--wash": _strength(usual)})}'
    tints = (
        f'[data-id="country:{code}"],.in-{code} {_block({"--wash": _strength(strength)})}'
        for code, strength in strengths.items()
        if strength != usual
    )
    return f":root {_block(light)}{IN_THE_DARK}{_block(dark)}}}{lands}{''.join(tints)}"


def _strength(strength: float) -> str:
    return f"calc({strength:.0%} * var(--share))"


def _fills(colours: Iterable[str]) -> dict[str, str]:
    """Return the variables of the fills of all statuses, ``--s0`` and so on, and of the inks on them, ``--i0``."""
    return {name: one for n, fill in enumerate(colours) for name, one in ((f"--s{n}", fill), (f"--i{n}", ink_on(fill)))}


def variables(colours: Colours) -> dict[str, str]:
    """Return the style sheet's variables for a set of colours."""
    names = (field.name for field in fields(colours) if field.name not in ("routes", "shades", "member_border"))
    plain = {name: getattr(colours, name) for name in names}
    named = {OTHER_NAMES.get(name, name.replace("_", "-")): colour for name, colour in plain.items()}
    return {f"--{name}": colour for name, colour in named.items()} | {
        "--" + route_variable(role, shade): route_colour(colours, role, shade)
        for role in colours.routes
        for shade in range(1 + len(colours.shades[role]))
    }


def route_variable(role: RouteRole, shade: int) -> str:
    """Return what the style sheet calls the colour of a route."""
    return f"route-{role}-{shade}" if shade else f"route-{role}"


def _colours() -> Iterator[str]:
    light, dark = variables(LIGHT), variables(DARK)
    shares = {"--wash": f"{WASH:.0%}", "--thin": f"{APPROXIMATE_WIDTH:g}"}
    changed = {name: colour for name, colour in dark.items() if colour != light[name]} | {
        "--wash": f"{WASH * DARK_WASH:.0%}"
    }
    yield f":root {_block(light | shares)}"
    yield f"{IN_THE_DARK}{_block(changed)} }}"


def _routes() -> Iterator[str]:
    """Yield the colour and width of routes; one that a story tells of looks like the map's own."""
    for role, more in LIGHT.shades.items():
        for shade in range(1, 1 + len(more)):
            yield f".role-{role}.shade-{shade} {_block({'--line-color': f'var(--{route_variable(role, shade)})'})}"
    yield f".role-main.shade-{RAISED} {_block({'--line-color': 'var(--raised)'})}"
    yield f".shade-{RAISED}:not(.stop) {_block({'--casing': 'var(--raised-casing)'})}"
    for role, share in ROUTE_WIDTHS.items():
        told = ", .route.in-story" if role == "main" else ""
        look = {"--line-color": f"var(--route-{role})", "--width": f"{ROUTE_PX * share:g}px"}
        yield f".role-{role}{told} {_block(look)}"


def _dashed_lines() -> Iterator[str]:
    for state, dashes in DASHES.items():
        if dashes:
            yield f".route-line.state-{state} {_block(_stroke(dashes, ROUTE_PX))}"
    yield from _modes()
    journey_px = ROUTE_PX * JOURNEY_WIDTH
    yield f".journey-line {_block({'stroke-width': f'{journey_px:g}px'})}"
    yield f".absent .journey-line {_block(_stroke(ABSENT_DASHES, journey_px))}"
    grown = f"{ASPECT_PX:g}px * (1 + {ASPECT_GROWTH:g} * var(--later))"
    yield f".aspect-line {_block({'--later': '0', 'stroke-width': f'calc({grown})'})}"
    yield f".aspect-casing {_block({'--later': '0', 'stroke-width': f'calc({grown} + {CASING_PX:g}px)'})}"
    yield f".aspect-line.dashed {_block(_stroke(ASPECT_DASHES, ASPECT_PX))}"
    outline = {"stroke-width": f"{DISPUTE_PX:g}px"}
    yield f".truce {_block({'stroke-width': f'{TRUCE_PX:g}px'} | _stroke(TRUCE_DASHES, TRUCE_PX))}"
    yield f".drawing .dispute {_block(_stroke(DISPUTE_DASHES, DISPUTE_PX) | outline)}"


def _modes() -> Iterator[str]:
    for mode, sign in MODE_SIGNS.items():
        line = {} if sign.width == 1 else {"stroke-width": f"min(var(--width), {ROUTE_PX * sign.width:.3g}px)"}
        line |= {} if sign.dashes is None else _stroke(sign.dashes, ROUTE_PX)
        if line:
            yield f".route .route-line.mode-{mode} {_block(line)}"
        if sign.core:
            colour = {"stroke": f"var(--{'casing' if sign.core.light else 'line-color'})"}
            wide = {"stroke-width": f"calc(var(--width) * {sign.core.width:g})"}
            dashes = _stroke(sign.core.dashes, ROUTE_PX) if sign.core.dashes else {}
            yield f".route-core.mode-{mode} {_block(colour | wide | dashes)}"


def _stroke(dashes: Dashes, width: float) -> dict[str, str]:
    pattern = {"stroke-dasharray": " ".join(f"{length:g}" for length in scaled(dashes, width))}
    return pattern | ({"stroke-linecap": "round"} if has_round_ends(dashes) else {})


def _block(rules: dict[str, str]) -> str:
    return f"{{ {' '.join(f'{name}: {value};' for name, value in rules.items())} }}"
