"""The preview: what is saved is seen, in place; what is faulty is told; nobody else is served."""

from __future__ import annotations

import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from layers.build import BuildOptions
from layers.preview import Preview, serve
from tests.folders import REAL_LEAGUE
from tests.former import TOML, write_pact
from tests.pages import MEMBERSHIP
from tests.undated import write_lakes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REAL_LEAGUE, tmp_path / "league"))


@pytest.fixture
def address(folder: Path, tmp_path: Path) -> Iterator[str]:
    """Return where the league's first map is served, until the test is over."""
    preview = Preview(folder, tmp_path / "out", BuildOptions((MEMBERSHIP,), scale="110m"))
    found: list[str] = []
    begun, stop = threading.Event(), threading.Event()

    def ready(text: str) -> None:
        found.append(text)
        begun.set()

    thread = threading.Thread(target=serve, args=(preview, 0, ready, stop))
    thread.start()
    assert begun.wait(60)
    yield found[0]
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_saved_table_is_seen_with_day_view_and_language_kept_and_a_fault_is_told(
    address: str, folder: Path, chromium: Browser
) -> None:
    page = chromium.new_page(viewport={"width": 1000, "height": 700})
    page.goto(address)
    map_ = page.frame_locator("#page")
    expect(map_.locator("#title")).to_have_text("Six around the desert")
    map_.locator("#language").select_option("ru")
    map_.locator("#date").press("ArrowLeft")
    expect(map_.locator("#title")).not_to_contain_text("Шестеро")
    title = map_.locator("#title").inner_text()
    map_.locator("#map").press("+")
    view = "document.getElementById('page').contentWindow.location.hash.match(/view=[^&]+/)?.[0]"
    page.wait_for_function("() => document.getElementById('page').contentWindow.location.hash.includes('lang=ru')")
    page.wait_for_function(f"() => {view}")
    seen = page.evaluate(view)

    edit(
        folder / "bloc.toml",
        'label = { en = "Founder", ru = "Основатель"',
        'label = { en = "Founder", ru = "Зачинатель"',
    )
    expect(map_.locator("#legend-body .name").first).to_have_text("Зачинатель", timeout=30_000)
    expect(map_.locator("#title")).to_have_text(title)
    page.wait_for_function(f"seen => {view} === seen", arg=seen)

    edit(folder / "members.csv", "EGY", "EGX")
    expect(page.locator("#faults")).to_be_visible(timeout=30_000)
    expect(page.locator("#faults li").first).to_contain_text("members.csv:")
    expect(page.locator("#faults li").first).to_contain_text("EGX")
    expect(map_.locator("#title")).to_have_text(title)  # the last good page is still there

    edit(folder / "members.csv", "EGX", "EGY")
    expect(page.locator("#faults")).to_be_hidden(timeout=30_000)
    page.close()


def test_a_bloc_that_a_map_shows_beside_its_own_is_watched_too(tmp_path: Path) -> None:
    write_lakes(tmp_path / "lakes")
    toml = f'{TOML}\noverlap = "lakes"\n'
    folder = write_pact(tmp_path / "pact", {"bloc.toml": toml})
    preview = Preview(folder, tmp_path / "out", BuildOptions(scale="110m"))
    assert preview.refresh() and preview.faults == []
    assert not preview.refresh()
    edit(tmp_path / "lakes" / "members.csv", "KEN", "KEX")
    assert preview.refresh() and any("'lakes', which has faults" in fault for fault in preview.faults)
    edit(tmp_path / "lakes" / "members.csv", "KEX", "KEN")
    assert preview.refresh() and preview.faults == []
    # A map that shows the other no more leaves it alone.
    (folder / "bloc.toml").write_text(TOML, encoding="utf-8")
    assert preview.refresh()
    edit(tmp_path / "lakes" / "members.csv", "KEN", "BDI")
    assert not preview.refresh()


def test_only_this_machine_by_its_own_name_is_answered(address: str) -> None:
    with urllib.request.urlopen(f"{address}state.json") as answer:
        assert answer.status == 200 and answer.headers["Cache-Control"] == "no-store"
    strange = urllib.request.Request(f"{address}state.json", headers={"Host": "maps.example"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(strange)
    assert address.startswith("http://127.0.0.1:")
