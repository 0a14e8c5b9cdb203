"""The tools for the front end's modules: pinned, left out in one line without node, and a count that adds up."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from layers.page.island import packed_code
from layers.page.letters import from_letters
from scripts.front_end_coverage import Counted, share, with_script

ROOT = Path(__file__).parent.parent
TOOLS = ROOT / "scripts" / "front_end"


@pytest.mark.parametrize(
    "tools",
    [TOOLS, ROOT / "scripts" / "folium_plugins", ROOT / "scripts" / "lighthouse"],
    ids=lambda folder: folder.name,
)
def test_the_tools_are_pinned_by_a_lock_without_addresses_of_packages(tools: Path) -> None:
    wanted = json.loads((tools / "package.json").read_text())
    lock = json.loads((tools / "package-lock.json").read_text())
    assert wanted["private"]
    for name, version in wanted["devDependencies"].items():
        # (One package in several versions has a name of ours for each.)
        pinned = re.fullmatch(r"(?:npm:[\w-]+@)?(\d+\.\d+\.\d+)", version)
        assert pinned and lock["packages"][f"node_modules/{name}"]["version"] == pinned[1], name
    _, *packages = lock["packages"].values()
    assert all(one["integrity"].startswith("sha512-") and "resolved" not in one for one in packages)


def test_every_tool_is_argued_for() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text()
    assert [
        name for name in json.loads((TOOLS / "package.json").read_text())["devDependencies"] if name not in told
    ] == []


def test_without_node_the_check_says_that_it_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "dirname").symlink_to(str(shutil.which("dirname")))
    command = [str(shutil.which("sh")), "scripts/lint_front_end"]
    done = subprocess.run(command, cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=True)
    assert done.stdout == "lint_front_end: left out, there is no npm\n"
    assert done.stderr == ""


def block(start: int, end: int, count: int) -> dict[str, int]:
    return {"startOffset": start, "endOffset": end, "count": count}


def test_an_inner_block_tells_what_of_a_function_ran() -> None:
    counted = Counted(bytearray(10))
    first: list[dict[str, Any]] = [
        {"ranges": [block(0, 10, 1)]},
        {"ranges": [block(2, 8, 3), block(4, 6, 0)]},
        {"ranges": [block(8, 9, 0)]},
    ]
    counted.add(first)
    assert list(counted.characters) == [1, 1, 1, 1, 0, 0, 1, 1, 0, 1]
    assert counted.functions == {0: True, 2: True, 8: False}


def test_what_ran_on_one_page_counts_for_all() -> None:
    counted = Counted(bytearray(4))
    counted.add([{"ranges": [block(0, 4, 1), block(0, 2, 0)]}])
    counted.add([{"ranges": [block(0, 4, 1), block(2, 4, 0)]}])
    assert list(counted.characters) == [1, 1, 1, 1]


def test_shares_are_told_in_per_cent() -> None:
    assert share([1, 1, 0]) == "67 %"
    assert share([]) == "–"


def test_a_page_is_counted_with_the_script_as_it_is_written() -> None:
    _, code, packed = packed_code(own_data=False)
    policy = '<meta http-equiv="Content-Security-Policy" content="x">'
    page = with_script(f'{policy}<script id="code">{packed}</script>', "written();")
    assert "Content-Security-Policy" not in page
    _, counted = json.loads(gzip.decompress(from_letters(page.split(">")[1].split("<")[0])))
    assert counted.endswith("\nwritten();") and counted.split("\n")[0] == code.split("\n")[0]
    with pytest.raises(AssertionError, match="does not carry"):
        with_script("<script>other()</script>", "written();")
