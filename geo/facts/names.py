"""What a bloc calls a country."""

from __future__ import annotations

from geo.model.locale import country_text
from geo.model.spec import BlocSpec

# Before the name of a state whose own borders nobody has.
APPROXIMATE = "≈"


def country_names(spec: BlocSpec, code: str, iso_a2: str | None, usual: str) -> dict[str, str]:
    """Return the names of a country by language: the bloc's own, else the usual ones; see ``country_text``.

    A language in which the bloc has no name of its own falls back as all its words do: the usual name may be the one
    that the bloc avoids.
    """
    own = spec.countries.get(code)
    if own is None or not own.name:
        return country_text(iso_a2, usual, spec.languages)
    return (
        {language: f"{APPROXIMATE} {name}" for language, name in own.name.items()} if own.approximate else {**own.name}
    )
