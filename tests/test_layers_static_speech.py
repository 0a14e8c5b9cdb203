"""Words of the page: what the script makes of the texts of a scene."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.pages import front_end_part

TURNING = "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"a{TURNING}b{TURNING}", "ab"),  # whatever a scene brings, from wherever it was made
        ("\u061cعمان\u200f \u200eשלום", "\u061cعمان\u200f \u200eשלום"),
        ("", ""),
    ],
)
def test_texts_cannot_turn_what_stands_beside_them(text: str, shown: str, chromium_page: Page, tmp_path: Path) -> None:
    chromium_page.evaluate(front_end_part(tmp_path, {"core/speech": "speech"}))
    speak = "text => part.speech({ words: {} }, { lang: 'ru' }).text({ en: text })"
    assert chromium_page.evaluate(speak, text) == shown
