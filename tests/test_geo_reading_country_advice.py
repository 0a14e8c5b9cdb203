"""A country written otherwise leads to its code, and no code that stands for something else to a wrong one."""

from __future__ import annotations

import pytest

from geo.reading.country_advice import drawn_as, drawn_with, suggest_code
from geo.reading.country_names import others
from geo.reading.suggestions import is_country_code, iso_codes
from geo.world.units import country_shapes


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("KG", "write KGZ"),
        ("kgz", "write KGZ"),
        ("UK", "write GBR"),
        ("Kyrgyzstan", "write KGZ"),
        ("киргизия", "write KGZ"),
        ("吉尔吉斯斯坦", "write KGZ"),
        ("Kyrgystan", "write KGZ"),
        ("Russian Federation", "write RUS"),
        ("Islamic Republic of Iran", "did you mean IRN?"),
        ("KYG", "did you mean 'KGZ'?"),
        ("KYR", "did you mean KGZ (Kyrgyzstan)?"),
        ("GRN", "write GRD"),
        ("GRE", "write GRC"),
        ("Kyrgyzsstan", "did you mean KGZ?"),
        ("QQQ", ""),
        ("Atlantis", ""),
    ],
)
def test_names_and_slips_for_codes(text: str, advice: str) -> None:
    assert suggest_code(text) == advice


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("XK", "write XKX"),
        ("KOS", "write XKX"),
        ("Kosovo", "write XKX"),
        ("EL", "write GRC"),
        ("GL", "write GRL"),
        ("276", "write DEU"),
        ("GER", "write DEU"),
        ("Deutschland", "write DEU"),
        ("مصر", "write EGY"),
        ("Congo", "did you mean COD or COG?"),
        ("SJ", "write NOR, or SJM for that part alone"),
        ("Svalbard & Jan Mayen", "write NOR, or SJM for that part alone"),
        ("HK", "write CHN, or HKG for that part alone"),
        ("Chinese Taipei", "write TWN"),
        ("Clipperton Island", "write CLP, as a part of which CPT is drawn"),
        ("EU", "the European Union is no country; write a row for each of its members"),
    ],
)
def test_codes_of_other_lists_and_names_in_any_language_lead_to_the_code(text: str, advice: str) -> None:
    assert suggest_code(text) == advice


@pytest.mark.parametrize(
    ("written", "successors"),
    [
        ("SUN", "ARM, AZE, BLR, EST, GEO, KAZ, KGZ, LTU, LVA, MDA, RUS, TJK, TKM, UKR, UZB"),
        ("Soviet Union", "ARM, AZE, BLR, EST, GEO, KAZ, KGZ, LTU, LVA, MDA, RUS, TJK, TKM, UKR, UZB"),
        ("YUG", "BIH, HRV, MKD, MNE, SRB, SVN"),
        ("CSK", "CZE, SVK"),
        ("SCG", "MNE, SRB"),
        ("ANT", "BES, CUW, SXM"),
        ("DDR", "DEU"),
        ("ZAR", "COD"),
        ("Zaire", "COD"),
    ],
)
def test_states_that_are_no_more_are_named_with_their_successors(written: str, successors: str) -> None:
    assert not is_country_code(written)
    advice = suggest_code(written)
    own = f", or say in bloc.toml under [countries.{written}] what it is made_of" if written.isupper() else ""
    assert " until " in advice and advice.endswith(f" {successors}{own}")
    assert "did you mean" not in advice


def test_no_advice_leads_to_a_code_that_is_then_refused() -> None:
    shapes = country_shapes("10m", "un")
    undrawn = [code for code in iso_codes() if code not in shapes]
    whole = {code: drawn_as(code) or drawn_with(code) for code in undrawn}
    assert [code for code in undrawn if whole[code] not in shapes] == []
    assert {*others("part"), *others("apart")} == set(undrawn) and not set(others("part")) & set(others("apart"))
    told = {word: codes for form in ("elsewhere", "former") for word, codes in others(form).items()}
    assert {word for word, codes in told.items() if not all(is_country_code(code) for code in codes)} == set()
    assert {word for word in told if word in iso_codes()} == set()
