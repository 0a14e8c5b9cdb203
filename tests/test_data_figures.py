"""The figures of the shipped maps name those whom they are about."""

from __future__ import annotations

import pytest

from geo.bloc import load_bloc
from layers.figure.draw import draw_figure
from layers.scene.build import build_scene
from tests.figures import named, plain, texts

SCO, EAEU = "BLR CHN IND IRN KAZ KGZ PAK RUS TJK UZB", "ARM BLR KAZ KGZ RUS"


@pytest.mark.parametrize(
    ("slug", "codes"),
    [
        ("sco-membership", SCO),
        ("sco-routes", SCO),
        ("sco-astana-2024", SCO),
        ("sco-corridor", "CHN KAZ KGZ TJK UZB"),
        ("eaeu-membership", f"{EAEU} IRN MDA UZB SRB VNM"),
        ("eaeu-corridor", "ARM KAZ KGZ RUS"),
        ("eaeu-meetings", EAEU),
    ],
)
def test_who_holds_a_status_in_sight_is_named(slug: str, codes: str) -> None:
    scene = build_scene(load_bloc(slug.partition("-")[0]), slug)
    figure = draw_figure(scene)
    names, countries = named(figure), {country.code: country for country in scene.data.countries}
    key = " ".join(plain(text.get_text()) for text in texts(figure))
    for code in codes.split():
        name, word = countries[code].name["en"], plain(names[f"country:{code}"])
        assert word.startswith((name.upper(), code)) or (word.isdecimal() and f"{word} {name}" in key)
