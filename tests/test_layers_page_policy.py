"""The Content-Security-Policy: what a page may load, run and send, directive by directive."""

from __future__ import annotations

import re
from pathlib import Path

from geo.bloc import load_bloc
from layers.build import BuildOptions, build_bloc
from layers.page.extras import Extras
from layers.page.policy import children_policy, content_security_policy, csp_hash
from tests.folders import REAL_LEAGUE

CODE, SHEETS = ["1", "2"], ["a{}", "b{}"]


def directives(policy: str) -> dict[str, str]:
    """Return the sources of each directive of a policy."""
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name: sources for name, _, sources in parts}


def test_our_own_page_loads_nothing_sends_nothing_and_runs_what_it_carries() -> None:
    assert directives(content_security_policy(CODE, SHEETS)) == {
        "default-src": "'none'",
        "script-src": f"{csp_hash('1')} {csp_hash('2')}",
        "style-src": f"{csp_hash('a{}')} {csp_hash('b{}')}",
        "img-src": "data: blob:",
        # Neither falls back to default-src: a page without them could be given another base, or a form that sends.
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_a_page_with_a_reader_s_own_plugins_keeps_its_base_and_has_no_objects() -> None:
    for hosts, allowed in (({}, False), ({"cdn.example.org": ["HeatMap"]}, True)):
        found = directives(children_policy(Extras(head="", body="", hosts=hosts)))
        assert (found["base-uri"], found["object-src"]) == ("'none'", "'none'")
        assert ("https:" in found["default-src"].split()) is allowed


def test_the_written_pages_carry_these_policies(tmp_path: Path) -> None:
    build_bloc(load_bloc(REAL_LEAGUE, scale="110m"), tmp_path, BuildOptions(maps=("members",)))
    for name, sources in (("league-members.html", "data: blob:"), ("index.html", "data:")):
        page = (tmp_path / name).read_text(encoding="utf-8")
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        found = directives(policy.replace("&#39;", "'"))
        assert (found["default-src"], found["img-src"]) == ("'none'", sources)
        assert (found["base-uri"], found["form-action"]) == ("'none'", "'none'")
