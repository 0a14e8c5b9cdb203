"""The figures of the shipped maps name those whom they are about."""

from __future__ import annotations

import pytest

from geo.bloc import load_bloc
from layers.figure.draw import draw_figure
from layers.scene.build import build_scene
from tests.figures import named, plain

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
    names, countries = named(draw_figure(scene)), {country.code: country for country in scene.data.countries}
    for code in codes.split():
        assert plain(names[f"country:{code}"]).startswith((countries[code].name["en"].upper(), code))
