"""Every shipped page is a valid document, says the Nu Html Checker, where java and npm are there to run it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKER = "vnu-jar@26.9.27"
CACHE = Path(__file__).parent.parent / ".cache" / "vnu"
JAR = CACHE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
INSTALL_TIMEOUT_S, CHECK_TIMEOUT_S = 120, 180
# The checker's list of CSS properties lacks these, which SVG 2 defines and every browser draws.
UNKNOWN_TO_THE_CHECKER = ("paint-order", "vector-effect")


@pytest.fixture(scope="module")
def jar():
    if not (shutil.which("java") and shutil.which("npm")):
        pytest.skip("the Nu Html Checker needs java and npm, and this machine lacks one of them")
    if not JAR.is_file():
        # Into a folder of this worker's own, then put in place whole: two workers may be here at once.
        own = CACHE.with_name(f"{CACHE.name}-{os.getpid()}")
        own.mkdir(parents=True)
        quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        command = ["npm", "install", *quiet, "--prefix", own, CHECKER]
        subprocess.run(command, check=True, timeout=INSTALL_TIMEOUT_S, capture_output=True)
        try:
            own.rename(CACHE)
        except OSError:
            shutil.rmtree(own)
        assert JAR.is_file(), f"{CACHE} holds no checker; delete it and run again"
    return JAR


def complaints(jar, pages):
    command = ["java", "-jar", jar, "--errors-only", "--format", "json", *pages]
    done = subprocess.run(command, capture_output=True, text=True, timeout=CHECK_TIMEOUT_S, check=False)
    found = json.loads(done.stderr)["messages"]
    unknown = tuple(f"CSS: “{name}”" for name in UNKNOWN_TO_THE_CHECKER)
    return [message for message in found if not message["message"].startswith(unknown)]


def test_pages_are_valid_documents(jar, shipped_pages):
    pages = [*shipped_pages.values(), next(iter(shipped_pages.values())).with_name("index.html")]
    assert complaints(jar, pages) == []


def test_the_checker_finds_what_is_wrong(jar, tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p id=a><p id=a><img src=x>")
    texts = [message["message"] for message in complaints(jar, [page])]
    assert any("Duplicate ID" in text for text in texts) and any("alt" in text for text in texts)
