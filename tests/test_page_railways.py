"""The railways around the line that a map is about: thin, black and ticked, in the key, quieter than the line."""

from __future__ import annotations

from tests.pages import Open

LOOKS = """() => {
    const look = selector => {
        const { stroke, strokeWidth, strokeDasharray } = getComputedStyle(document.querySelector(selector));
        return [stroke, parseFloat(strokeWidth), strokeDasharray];
    };
    return ["#map .role-context .route-line.state-operating", "#map .role-context .route-casing.state-operating",
        "#map .role-main .route-line.state-operating", "#legend .role-context .route-casing"].map(look);
}"""


def test_other_railways_are_ticked_and_in_the_key(open_map: Open):
    page = open_map("sco-corridor")
    rail, ticks, own, sample = page.evaluate(LOOKS)
    assert rail[0] == ticks[0] != own[0]
    assert rail[1] <= 1 < own[1] and rail[2] == "none"
    # Ticks stand across the line: short along it and wider than it.
    along, gap = (float(part.strip("px")) for part in ticks[2].split(","))
    assert along < gap and ticks[1] > 3 * rail[1]
    assert sample == ticks
    assert "Railways in use" in page.inner_text("#legend")
    page.evaluate("() => Blocmap.app.toggle(['route:railways_around'], false)")
    assert "Railways in use" not in page.inner_text("#legend")
    box = "() => document.querySelector('#map .role-context .route-line').getBBox().width"
    assert page.evaluate(box) == 0
