"""The SCO: the China–Kyrgyzstan–Uzbekistan railway, its stops, lengths and figures."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from tests.shipped_sco import claim, event, figures, recommended, sco, stops


def test_stops_of_the_new_line_in_their_published_order() -> None:
    assert [stop.place or stop.name["en"] for stop in stops("cku")] == [
        "kashgar",
        "Baykurut",
        "Toyun",
        "torugart-pass",
        "Torugart border station",
        "Arpa",
        "Naryn No. 1 tunnel",
        "kosh-dobo",
        "Koshtoba tunnel",
        "makmal",
        "Fergana Mountain tunnel",
        "Kok-Art bridge",
        "tosh-kutchu",
        "jalal-abad",
        "Border near Xonobod",
        "xonobod",
        "andijan",
    ]


def test_gauge_breaks_once_on_the_new_line() -> None:
    broken = [one.seq + 1 for one, other in pairwise(stops("cku")) if one.gauge_mm != other.gauge_mm]
    assert [stop.place for stop in stops("cku") if stop.seq in broken] == ["makmal"]
    assert {stop.kind for stop in stops("cku") if stop.place == "makmal"} == {"gauge_change"}


def test_lengths_published_for_the_new_line() -> None:
    total, kyrgyz, china = (recommended("cku", f"length_{part}") for part in ("total", "kyrgyzstan", "china"))
    assert (total, kyrgyz, china) == (532.53, 304.94, 213)
    chainages = {stop.seq: stop.chainage_km for stop in stops("cku") if stop.chainage_km is not None}
    assert list(chainages.values()) == sorted(chainages.values())
    assert chainages[1] == 0
    assert chainages[4] == china
    assert chainages[10] == china + recommended("cku", "gauge_1435")
    assert chainages[15] == pytest.approx(china + kyrgyz)
    assert chainages[17] == total
    both_gauges = recommended("cku", "gauge_1435") + recommended("cku", "gauge_1520")
    assert both_gauges == pytest.approx(kyrgyz, abs=0.1)  # both are rounded to whole kilometres


def test_published_lengths_disagree_as_the_note_says() -> None:
    values = [figure.value for figure in figures("cku", "length_total")]
    assert (min(values), max(values), len(values)) == (454, 580, 8)
    (shown,) = (figure for figure in figures("cku", "length_total") if figure.recommended)
    for words in shown.note.values():
        assert "454" in words and "580" in words


@pytest.mark.parametrize(
    ("quantity", "value"),
    [
        ("tunnels", 29),
        ("bridges", 50),
        ("stations", 20),
        ("cost", 4.7),
        ("share_china", 51),
        ("share_kyrgyzstan", 24.5),
        ("share_uzbekistan", 24.5),
        ("capacity", 15),
        ("distance_saved", 900),
        ("time_saved", 7),
        ("opening_year", 2030),
        ("longest_tunnel", 13.2),
    ],
)
def test_figures_to_show_first(quantity: str, value: float) -> None:
    assert recommended("cku", quantity) == value


def test_tunnels_on_the_line_have_their_published_lengths() -> None:
    on_line = {stop.name["en"]: stop.length_km for stop in stops("cku") if stop.kind == "tunnel"}
    assert on_line == {
        "Naryn No. 1 tunnel": recommended("cku", "tunnel_naryn"),
        "Koshtoba tunnel": recommended("cku", "longest_tunnel"),
        "Fergana Mountain tunnel": recommended("cku", "tunnel_fergana"),
    }


def test_one_figure_of_each_kind_is_shown_first() -> None:
    shown = Counter((figure.subject, figure.quantity) for figure in sco().figures if figure.recommended)
    assert set(shown.values()) == {1}
    every = {(figure.subject, figure.quantity) for figure in sco().figures}
    assert every - set(shown) == {("cku", "length_uzbekistan")}  # 50, 60 and 100 km, none of them sure
    assert {figure.quantity for figure in sco().figures} == set(sco().spec.quantities)


def test_tunnels_were_begun_in_suzak_and_the_fergana_tunnel_stays_in_one_region() -> None:
    begun = event("cku-tunnels-2025")
    assert begun.place == "tosh-kutchu"
    (tunnel,) = (stop for stop in stops("cku") if stop.name.get("en") == "Fergana Mountain tunnel")
    assert "both in Jalal-Abad region" in tunnel.note["en"]
    assert "Naryn" not in tunnel.note["en"]


def test_joint_company_builds_the_kyrgyz_section_only() -> None:
    texts = [claim("c16").finding["en"]]
    for country in ("china", "kyrgyzstan", "uzbekistan"):
        (row,) = figures("cku", f"share_{country}")
        texts.append(row.scope["en"])
    assert all("Kyrgyz section only" in text for text in texts)
    (upgraded,) = (row for row in figures("cku", "length_uzbekistan") if row.value == 50)
    assert "upgraded" in upgraded.note["en"]


def test_the_railways_around_the_new_line_start_at_its_ends_and_keep_the_gauge_of_their_side() -> None:
    branches = {
        stop.branch: stops("railways_around", stop.branch) for stop in sco().stops if stop.route == "railways_around"
    }
    assert {name: len(own) for name, own in branches.items()} == {"tashkent": 5, "osh": 3, "balykchy": 4, "aksu": 14}
    ends = [stops("cku")[-1].place, stops("cku")[0].place]
    assert (
        [branches[name][0].place for name in ("osh", "tashkent", "aksu")]
        == [ends[0], ends[0], ends[1]]
        == ["andijan", "andijan", "kashgar"]
    )
    assert {name: {stop.gauge_mm for stop in own} for name, own in branches.items()} == {
        "tashkent": {1520}, "osh": {1520}, "balykchy": {1520}, "aksu": {1435},
    }  # fmt: skip
    for name in branches:
        assert [row.status for row in sco().segments if (row.route, row.branch) == ("railways_around", name)] == [
            "operating"
        ]
