"""How far two colours are from one another for the eye, and for eyes that lack one kind of cone.

Plain numbers, since a folder is checked in less time than a library of colours takes to be imported; a test compares
them with coloraide's.

Notes
-----
The distance is that of CAM02-UCS (Luo, Cui, Li 2006) over CIECAM02 (CIE 159:2004), for a screen of 64 lux in an average
surround. Protan and deutan vision are simulated at full severity by the matrices of Machado, Oliveira and Fernandes
(2009); tritan by the two half planes of Brettel, Viénot and Mollon (1997), with the cones of Smith and Pokorny (1975).
"""

from __future__ import annotations

import math
from functools import cache

from layers.style.colour import RGB, to_linear

VISIONS = ("normal", "deutan", "protan", "tritan")
Matrix = tuple[RGB, RGB, RGB]

_MACHADO: dict[str, Matrix] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}
# What light of a screen the long, middle and short cones take, and the way back.
_TO_CONES: Matrix = (
    (0.178824041258, 0.4351609057, 0.04119349692),
    (0.034556423182, 0.27155382458, 0.03867130836),
    (0.000299565576, 0.0018430896, 0.01467086136),
)
_FROM_CONES: Matrix = (
    (8.094435598032, -13.050431460497, 11.672058453917),
    (-1.024850558665, 5.401931309675, -11.361471490599),
    (-0.036529747159, -0.412162807001, 69.351323238208),
)
# Without short cones all colours fall on two half planes, hinged on the greys: the short response follows from the
# long and the middle one, on either side of the plane of greys differently (anchored at 485 and 660 nm).
_TRITAN_HINGE = (0.344781556122, -0.65517844388)
_TRITAN_SHORT = {True: (-0.0025738511, 0.0536567225), False: (-0.0601075693, 0.1629863873)}

_TO_XYZ: Matrix = (
    (0.4123907992659595, 0.35758433938387796, 0.1804807884018343),
    (0.21263900587151036, 0.7151686787677559, 0.07219231536073371),
    (0.01933081871559185, 0.11919477979462599, 0.9505321522496606),
)
_CAT02: Matrix = ((0.7328, 0.4296, -0.1624), (-0.7036, 1.6975, 0.0061), (0.0030, 0.0136, 0.9834))
_FROM_CAT02: Matrix = (
    (1.0961238208355142, -0.27886900021828726, 0.18274517938277304),
    (0.45436904197535916, 0.4735331543074118, 0.07209780371722913),
    (-0.009627608738429355, -0.00569803121611342, 1.0153256399545427),
)
_TO_HUNT: Matrix = ((0.38971, 0.68898, -0.07868), (-0.22981, 1.1834, 0.04641), (0.0, 0.0, 1.0))

# The viewing conditions: luminance that the eye is adapted to in cd/m², background in percent of white, surround.
_ADAPTING, _BACKGROUND, _C, _NC = 64 / math.pi * 0.2, 20.0, 0.69, 1.0
_K = 1 / (5 * _ADAPTING + 1)
_FL = 0.2 * _K**4 * (5 * _ADAPTING) + 0.1 * (1 - _K**4) ** 2 * (5 * _ADAPTING) ** (1 / 3)
_N = _BACKGROUND / 100
_NBB = 0.725 * math.pow(_N, -0.2)
_Z = 1.48 + math.sqrt(_N)
_D = 1 - math.exp((-_ADAPTING - 42) / 92) / 3.6


def difference(one: str, other: str, vision: str = "normal") -> float:
    """Return the distance of two ``#rrggbb`` colours in CAM02-UCS as a vision, one of ``VISIONS``, sees them."""
    return math.dist(_appearance(seen(one, vision)), _appearance(seen(other, vision)))


def seen(colour: str, vision: str) -> RGB:
    """Return the light that a vision makes of a colour, by channel; it may leave 0–1, where no screen follows."""
    light = to_linear(colour)
    if vision == "normal":
        return light
    if vision in _MACHADO:
        return _times(_MACHADO[vision], light)
    long, middle, _ = _times(_TO_CONES, light)
    a, b = _TRITAN_SHORT[_TRITAN_HINGE[0] * long + _TRITAN_HINGE[1] * middle > 0]
    return _times(_FROM_CONES, (long, middle, a * long + b * middle))


def _appearance(light: RGB) -> RGB:
    """Return lightness J' and the two axes of colour a', b' of CAM02-UCS."""
    red, green, blue = _adapted(light)
    a = red + (-12 * green + blue) / 11
    b = (red + green - 2 * blue) / 9
    hue = math.atan2(b, a)
    eccentricity = (math.cos(hue + 2) + 3.8) / 4
    t = 5e4 / 13 * _NC * _NBB * eccentricity * math.hypot(a, b) / (red + green + 1.05 * blue + 0.305)
    share = _power(_grey(red, green, blue) / _grey(*_adapted((1.0, 1.0, 1.0))), _C * _Z)
    colourfulness = _power(t, 0.9) * (1.64 - 0.29**_N) ** 0.73 * math.sqrt(max(share, 0.0)) * _FL**0.25
    lightness = 100 * share
    radius = math.log1p(0.0228 * colourfulness) / 0.0228
    return 1.7 * lightness / (1 + 0.007 * lightness), radius * math.cos(hue), radius * math.sin(hue)


def _grey(red: float, green: float, blue: float) -> float:
    return _NBB * (2 * red + green + 0.05 * blue)


def _adapted(light: RGB) -> RGB:
    """Return the response of the three cones after adaptation to the white, without the noise term."""
    response = _times(_CAT02, _xyz(light))
    red, green, blue = (r * (100 * _D / w + 1 - _D) for r, w in zip(response, _white(), strict=True))
    red, green, blue = (_compressed(r) for r in _times(_TO_HUNT, _times(_FROM_CAT02, (red, green, blue))))
    return red, green, blue


@cache
def _white() -> RGB:
    return _times(_CAT02, _xyz((1.0, 1.0, 1.0)))


def _compressed(response: float) -> float:
    raised = (_FL * abs(response) / 100) ** 0.42
    return math.copysign(400 * raised / (raised + 27.13), response)


def _xyz(light: RGB) -> RGB:
    x, y, z = _times(_TO_XYZ, light)
    return 100 * x, 100 * y, 100 * z


def _power(base: float, exponent: float) -> float:
    return math.copysign(abs(base) ** exponent, base)


def _times(matrix: Matrix, vector: RGB) -> RGB:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z
