"""Distances of colours, for every vision, are those of coloraide."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from coloraide import Color
from coloraide.spaces.cam02 import CAM02JMh
from coloraide.spaces.cam02_ucs import CAM02UCS

from layers.style.vision import VISIONS, difference


class Space(Color):
    """coloraide's colours with the space that differences are measured in."""


Space.register([CAM02JMh(), CAM02UCS()])


def told(colour: str, vision: str) -> list[float]:
    seen = Space(colour)
    if vision != "normal":
        seen = seen.filter(vision, method="brettel" if vision == "tritan" else "machado")
    return [float(value) for value in seen.convert("cam02-ucs").coords()]


@pytest.mark.parametrize("vision", VISIONS)
def test_distances_are_those_of_another_program(vision: str) -> None:
    dice = random.Random(14)
    drawn = [f"#{dice.randrange(1 << 24):06x}" for _ in range(60)]
    colours = ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#777777", *drawn]
    for one, other in pairwise(colours):
        apart = sum((a - b) ** 2 for a, b in zip(told(one, vision), told(other, vision), strict=True)) ** 0.5
        assert difference(one, other, vision) == pytest.approx(apart, abs=1e-4), (one, other)
