"""The front end's modules become one script: in order, each name once, and nothing left to the page but its map."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from layers.data_files import STATIC
from layers.page.assets import front_end
from layers.page.bundle import BundleError, bundle, modules_from
from layers.page.leaflet import leaflet_core
from tests.pages import MEMBERSHIP, Open

# What a page without our script has in its window, Leaflet included.
NAMES = "() => Object.getOwnPropertyNames(window)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of three modules: the entry leans on both others, and they lean on the same one."""
    (tmp_path / "base.js").write_text("// The floor.\nexport const base = 1;\n")
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "one.js").write_text(
        'import { base } from "../base.js";\n\nexport async function one() { return base + 1; }\nexport class Two {}\n'
    )
    (tmp_path / "entry.js").write_text(
        'import { one, Two } from "./part/one.js";\nimport { base } from "./base.js";\n\n'
        "const made = new Two();\none().then(sum => { globalThis.found = [base, sum, made instanceof Two]; });\n"
    )
    return tmp_path


ENTRIES = (
    "opening/bare.js",
    "opening/first.js",
    "core/page.js",
    "core/data_page.js",
    "opening/loader.js",
    "map/children.js",
    "host/frame.js",
    "index.js",
    "preview.js",
)
MODULE = "host/widget.js"  # the notebook imports it as a module


def refused(folder: Path, name: str, text: str) -> str:
    """Return what is said of the modules when one of them has another text."""
    (folder / name).write_text(text)
    with pytest.raises(BundleError) as caught:
        bundle(folder / "entry.js")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_module_stands_after_what_it_imports(folder: Path) -> None:
    assert [path.name for path in modules_from(folder / "entry.js")] == ["base.js", "one.js", "entry.js"]


def test_the_script_runs_as_the_modules_would(folder: Path, chromium_page: Page) -> None:
    chromium_page.add_script_tag(content=bundle(folder / "entry.js"))
    assert chromium_page.evaluate("found") == [1, 2, True]
    assert chromium_page.evaluate("[typeof base, typeof one, typeof Two, typeof made]") == ["undefined"] * 4


def test_a_circle_is_refused(folder: Path) -> None:
    message = refused(folder, "base.js", 'import { Two } from "./part/one.js";\nexport const base = Two;\n')
    assert message == "modules import each other in a circle: one.js → base.js → one.js"


@pytest.mark.parametrize("line", ["const base = 2;", "export class base {}", "let base;", "async function base() {}"])
def test_a_name_that_two_modules_have_is_refused(folder: Path, line: str) -> None:
    message = refused(folder, "part/one.js", f"{line}\nexport const one = 1;\nexport class Two {{}}\n")
    assert message == "one.js and base.js both have base at top level; rename one"


def test_an_import_of_what_is_not_exported_is_refused(folder: Path) -> None:
    message = refused(folder, "base.js", "const base = 1;\nexport const other = 2;\n")
    assert message == "one.js imports base, which base.js does not export"


def test_an_import_of_a_file_that_is_not_there_is_refused(folder: Path) -> None:
    message = refused(folder, "base.js", 'import { a } from "./gone.js";\nexport const base = a;\n')
    assert message == "base.js imports from ./gone.js, which is not there"


@pytest.mark.parametrize(
    "line",
    [
        'import * as all from "./part/one.js";', 'import one from "./part/one.js";', 'import "./part/one.js";',
        'import { one as two } from "./part/one.js";', 'import { one } from "leaflet";', "export default 1;",
        "export { base };", "export let wrong = 1;", 'export * from "./part/one.js";', "export function* all() {}",
        'const late = import("./part/one.js");', "import {\n  one,\n} from './part/one.js';",
    ],
)  # fmt: skip
def test_any_other_form_is_refused(folder: Path, line: str) -> None:
    message = refused(folder, "base.js", f"export const base = 1;\n{line}\n")
    assert message.startswith(f"base.js: {line.splitlines()[0]} is not understood; write ")


def test_a_comment_may_say_anything(folder: Path) -> None:
    text = "// import * as all\n/* export default 1;\nconst one = 2;\n*/\nexport const base = 1;\n"
    (folder / "base.js").write_text(text)
    assert "export" not in bundle(folder / "entry.js")


def test_every_module_is_part_of_a_script() -> None:
    modules = {path for entry in ENTRIES for path in modules_from(STATIC / entry)}
    assert sorted({*modules, (STATIC / MODULE).resolve()}) == sorted(path.resolve() for path in STATIC.rglob("*.js"))


def test_a_page_leaves_no_global_but_its_map(open_map: Open, chromium_page: Page, tmp_path: Path) -> None:
    (tmp_path / "blank.html").write_text("<!doctype html>")
    chromium_page.goto((tmp_path / "blank.html").as_uri())  # of the same kind as the page: a blank one has fewer names
    chromium_page.add_script_tag(content=leaflet_core())
    page = open_map(MEMBERSHIP)
    ours = set(page.evaluate(NAMES)) - set(chromium_page.evaluate(NAMES))
    assert ours == {page.evaluate("document.getElementById('map').dataset.name")}
    # A script may also leave names that are no properties of the window; a second script of the page would see them.
    assert page.evaluate("[typeof createApp, typeof start, typeof Renderer]") == ["undefined"] * 3


def test_the_script_is_one_function() -> None:
    assert front_end(own_data=True).startswith('(()=>{"use strict";') and front_end(own_data=True).rstrip().endswith(
        "})();"
    )
