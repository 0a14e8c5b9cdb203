"""The SCO: words of its rows in three languages, and its colours."""

from __future__ import annotations

from itertools import combinations

from pydantic import BaseModel

from geo.model.fields import DEFAULT_LANGUAGES
from geo.model.records import TABLES
from layers.style.legibility import MEMBER_DIFFERENCE, STATUS_DIFFERENCE, VISIONS, difference, palette_faults
from tests.shipped_sco import event, places, sco, stops

TITLE_LENGTH = 48  # letters that a phone shows in two lines


def test_words_are_in_three_languages_and_their_own_script() -> None:
    for table in TABLES:
        for row in sco().of(table):
            for name, text in row:
                if isinstance(text, dict) and text:
                    assert set(text) == set(DEFAULT_LANGUAGES), (table, row.line, name)
                    assert any("а" <= letter.lower() <= "я" for letter in text["ru"]), (table, row.line, name)
                    assert any("一" <= letter <= "鿿" for letter in text["zh"]), (table, row.line, name)


def texts_of(model: BaseModel) -> list[dict[str, str]]:
    """Return every word by language of a specification, however deep."""
    found: list[dict[str, str]] = []
    for _, value in model:
        if isinstance(value, dict) and set(value) & set(DEFAULT_LANGUAGES):
            found.append(value)
        parts = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,)
        found += [text for part in parts if isinstance(part, BaseModel) for text in texts_of(part)]
    return found


def test_specification_speaks_three_languages() -> None:
    texts = texts_of(sco().spec)
    assert len(texts) > len(sco().spec.quantities)
    for text in texts:
        assert set(text) == set(DEFAULT_LANGUAGES), text


def test_titles_fit_a_phone() -> None:
    for drawn in sco().spec.maps:
        for title in drawn.title.values():
            assert len(title) <= TITLE_LENGTH, title


def test_words_of_notes_that_a_reader_would_miss() -> None:
    (azerbaijan,) = (row for row in sco().members if (row.country, row.status) == ("AZE", "dialogue_partner"))
    assert "14 March 2016" in azerbaijan.note["en"]
    assert "Yntymak Ordo" in event("cku-investment-2024").note["en"]
    for words in ("centre against security threats", "anti-drug centre", "development bank", "observer at the CIS"):
        assert words in event("tianjin-decisions-2025").note["en"]
    (nepal,) = (row for row in sco().members if (row.country, row.status) == ("NPL", "dialogue_partner"))
    assert "22 March 2016" in nepal.note["en"]
    assert (event("pakistan-2027").place, str(event("pakistan-2027").start)) == ("islamabad", "2025-09-12")


def test_founding_is_told_by_the_official_title() -> None:
    founders = [row.event["zh"] for row in sco().members if row.status == "founder"]
    assert founders == ["在上海签署《上海合作组织成立宣言》"] * 6
    merged = {row.event["ru"] for row in sco().members if row.status == "partner" and row.country != "LAO"}
    assert merged == {
        "Объединение статусов «наблюдатель» и «партнёр по диалогу» в единый статус «партнёр ШОС» на саммите в Тяньцзине"
    }


def test_names_of_one_thing_are_one() -> None:
    (tunnel,) = (stop for stop in stops("cku") if stop.name.get("en") == "Koshtoba tunnel")
    assert tunnel.name["zh"].startswith(places()["kosh-dobo"].name["zh"])
    assert tunnel.name["ru"] == "Тоннель Коштоба (Казарманский)"
    (west,) = (route for route in sco().routes if route.id == "instc_west")
    assert west.name["zh"] == "南北运输走廊西线"
    assert event("dostyk-moiynty-2025").name["zh"] == "多斯特克—莫因特复线开通"
    assert {status.id: status.label["ru"] for status in sco().spec.statuses if status.member} == {
        "founder": "Государство-основатель, 2001",
        "joined": "Новые члены, 2017–2023",
        "tenth": "Новый член, 2024",
    }


def test_russian_uses_the_name_of_kyrgyzstan_that_the_pages_do() -> None:
    for table in TABLES:
        for row in sco().of(table):
            for name, text in row:
                if isinstance(text, dict):
                    assert "Кыргызстан" not in text.get("ru", ""), (table, row.line, name)


def test_colours_can_be_told_apart() -> None:
    statuses = sco().spec.statuses
    assert palette_faults(statuses) == []
    for one, other in combinations(statuses, 2):
        apart = min(difference(one.color, other.color, vision) for vision in VISIONS)
        if one.member and other.member:
            assert apart >= MEMBER_DIFFERENCE, (one.id, other.id)
        elif "partner" not in (one.id, other.id) or one.member or other.member:  # partners came when the others went
            assert apart >= STATUS_DIFFERENCE, (one.id, other.id)
    assert len({status.pattern for status in statuses if not status.member}) == 3
    assert len({status.letter for status in statuses}) == len(statuses)
