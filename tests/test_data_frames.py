"""What the frames of the shipped blocs say, held against published counts."""

from __future__ import annotations

import pytest

from geo.bloc import Bloc, load_bloc
from geo.shipped import shipped_blocs


@pytest.fixture(scope="module")
def sco() -> Bloc:
    return load_bloc("sco")


def test_the_shanghai_organisation_has_ten_members_from_belarus_on(sco: Bloc) -> None:
    """Counts by the organisation's own records: six at its founding, eight from 2017, nine from 2023, ten from 2024."""
    counts = {day: len(sco.members(on=day)) for day in ("2001-06-14", "2001-06-15", "2017-06-09", "2023-07-04")}
    assert counts == {"2001-06-14": 0, "2001-06-15": 6, "2017-06-09": 8, "2023-07-04": 9}
    assert len(sco.members(on="2024-07-03")) == 9
    assert set(sco.members(on="2024-07-04").index) == {
        "BLR", "CHN", "IND", "IRN", "KAZ", "KGZ", "PAK", "RUS", "TJK", "UZB",
    }  # fmt: skip


def test_official_counts_of_states_with_any_status(sco: Bloc) -> None:
    assert {year: len(sco.statuses_on(year)) for year in ("2001", "2005", "2015", "2023", "2025-09-01")} == {
        "2001": 6, "2005": 10, "2015": 18, "2023": 26, "2025-09-01": 27,
    }  # fmt: skip


@pytest.mark.parametrize("name", shipped_blocs())
def test_every_section_of_the_shipped_routes_has_a_line_and_a_state(name: str) -> None:
    frame = load_bloc(name).routes_on("2026-11-01")
    assert not frame.empty
    assert frame["status"].notna().all()
    assert frame.geometry.is_valid.all()
    assert not frame.geometry.is_empty.any()
