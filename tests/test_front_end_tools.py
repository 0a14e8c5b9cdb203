"""The tools for the front end's modules: pinned, and left out in one line without node."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOLS = ROOT / "scripts" / "front_end"


def test_the_tools_are_pinned_by_a_lock_without_addresses_of_packages() -> None:
    wanted = json.loads((TOOLS / "package.json").read_text())
    lock = json.loads((TOOLS / "package-lock.json").read_text())
    assert wanted["private"]
    for name, version in wanted["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
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
