"""The SCO: what is claimed, what the evidence gives, and which figures are shown first."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.shipped_sco import claim, figures, sco


def test_claims_and_their_verdicts() -> None:
    verdicts = Counter(row.verdict for row in sco().claims)
    assert verdicts == Counter({"confirmed": 16, "partly": 5, "not_confirmed": 2, "context": 3})
    wrong = {row.id: row.subject for row in sco().claims if row.verdict == "not_confirmed"}
    assert wrong == {"c15": "TJK", "c23": "cku"}


def test_words_said_of_russia_and_china_are_not_taken_for_words_on_the_organisation() -> None:
    row = claim("c22")
    assert row.verdict == "partly"
    assert "Russia and China" in row.finding["en"] and "key pillars" in row.finding["en"]


@pytest.mark.parametrize(("name", "words"), [("c25", "key pillars"), ("c26", "original aspiration")])
def test_quotations_of_the_report_have_rows(name: str, words: str) -> None:
    row = claim(name)
    assert words in row.claim["en"]
    assert row.verdict == "confirmed"


def test_children_sang_in_chinese_by_the_account_of_both_governments() -> None:
    row = claim("c09")
    assert row.verdict == "confirmed"
    assert {"china-mfa-2024-xi-arrives", "akorda-2024-xi-arrives"} <= set(row.sources)


@pytest.mark.parametrize(
    ("subject", "quantity", "value", "year"),
    [
        ("north_kz", "trains", 20022, "2025"),
        ("middle", "capacity", 4.5, "2024"),
        ("TJK", "china_investment", 4.8, "2023"),  # 130.1 of about 2,700 million dollars
    ],
)
def test_newest_official_figure_is_shown_first(subject: str, quantity: str, value: float, year: str) -> None:
    (shown,) = (figure for figure in figures(subject, quantity) if figure.recommended)
    assert (shown.value, str(shown.as_of)) == (value, year)


def test_no_figure_shown_first_is_older_than_another_of_its_scope() -> None:
    for shown in (figure for figure in sco().figures if figure.recommended and figure.as_of):
        for other in figures(shown.subject, shown.quantity):
            if other.scope == shown.scope and other.as_of:
                assert other.as_of <= shown.as_of, (shown.line, other.line)


def test_newer_evidence_on_investment_and_on_cars() -> None:
    investment, cars = claim("c15"), claim("c21")
    assert investment.verdict == "not_confirmed"
    assert all(number in investment.finding["en"] for number in ("220.4", "130.1", "3.845", "1.851", "1.209"))
    assert cars.verdict == "partly"
    assert "luxury cars" in cars.claim["en"] and "components" in cars.claim["en"]
    assert "5,500 per cent" in cars.finding["en"] and "5 per cent of the lost trade" in cars.finding["en"]
