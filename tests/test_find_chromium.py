"""A Chromium is found where there is one that starts, and its absence is one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import find_chromium


def make_program(folder: Path, name: str, *, status: int = 0) -> str:
    """Write a program that does nothing but end with a status."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave nothing to be found but what a test puts into its own folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(find_chromium, "APPLICATIONS", ())
    monkeypatch.setattr(find_chromium, "_playwrights_own", lambda: None)


def test_one_that_only_tells_how_to_install_it_is_passed_over(tmp_path: Path) -> None:
    make_program(tmp_path, "chromium-browser", status=10)
    good = make_program(tmp_path, "google-chrome")
    assert find_chromium.find_chromium() == good


def test_a_persons_choice_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_program(tmp_path, "chromium")
    own = make_program(tmp_path, "own-build")
    monkeypatch.setenv("CHROMIUM", own)
    assert find_chromium.find_chromium() == own


@pytest.mark.parametrize("chosen", ["broken", "absent"])
def test_a_persons_choice_that_does_not_start_is_named_and_not_replaced(
    chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_program(tmp_path, "chromium")
    make_program(tmp_path, "broken", status=1)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / chosen))
    monkeypatch.setattr("sys.argv", ["find_chromium.py", "--install"])
    assert find_chromium.main() == 1
    assert chosen in capsys.readouterr().err


def test_where_none_can_be_had_one_line_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(find_chromium, "_by_playwright", lambda: None)
    monkeypatch.setattr(find_chromium, "_by_apt", lambda: None)
    monkeypatch.setattr("sys.argv", ["find_chromium.py", "--install"])
    assert find_chromium.main() == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [find_chromium.NONE_FOUND]


def test_what_an_installer_brings_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(find_chromium, "_by_playwright", lambda: None)
    monkeypatch.setattr(find_chromium, "_by_apt", lambda: make_program(tmp_path, "chromium"))
    monkeypatch.setattr("sys.argv", ["find_chromium.py", "--install"])
    assert find_chromium.main() == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "chromium")


def test_a_shell_comes_before_a_browser(tmp_path: Path) -> None:
    make_program(tmp_path, "chromium")
    shell = make_program(tmp_path, "chromium-headless-shell")
    assert find_chromium.find_chromium() == str(shell)


@pytest.mark.parametrize(("ci", "used"), [("true", "chromium-headless-shell"), ("", "chromium")])
def test_a_continuous_integration_gets_a_shell_beside_its_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, used: str
) -> None:
    make_program(tmp_path, "chromium")
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(find_chromium, "_by_apt", lambda: make_program(tmp_path, "chromium-headless-shell"))
    monkeypatch.setattr("sys.argv", ["find_chromium.py", "--install"])
    assert find_chromium.main() == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / used)
