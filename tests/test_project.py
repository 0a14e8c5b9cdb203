"""The rules of the house: who imports whom, what is shipped, what the lock and the environments say."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path

import folium
import pytest
from packaging.requirements import Requirement
from xstatic.pkg import leaflet

import geo
import layers
from layers.page.assets import first_style, front_end, loader_script, style
from layers.page.island import pack

ROOT = Path(__file__).parent.parent
PACKAGES = ("geo", "layers")

# The house in order: a folder is a room, a file beside the folders is one as well. A module imports from its own room
# and from rooms before it, and never in circles.
ORDER = [
    "geo.lazy", "geo.version", "geo.data_files", "geo.errors", "geo.files", "geo.packing", "geo.prepared", "geo.model",
    "geo.geodesy", "geo.reading", "geo.shipped", "geo.topology", "geo.frames", "geo.world", "geo.checks", "geo.tables",
    "geo.facts", "geo.bloc", "geo.view", "geo.export", "geo.template", "geo",
    "layers.interrupt", "layers.data_files", "layers.json_script", "layers.style", "layers.i18n", "layers.scene",
    "layers.overlays", "layers.figure", "layers.notebook", "layers.page", "layers.kit", "layers.gallery",
    "layers.choices", "layers.build", "layers.live", "layers.quick_map", "layers.preview", "layers.progress", "layers",
    "layers.cli", "layers.__main__",
]  # fmt: skip

PAGE_LIBRARIES = {"folium", "branca", "jinja2", "layers"}
# What is imported under another name than it is installed by.
INSTALLED_AS = {
    "fontTools": "fonttools",
    "PIL": "pillow",
    "pydantic_core": "pydantic",
    "tree_sitter": "tree-sitter",
    "tree_sitter_javascript": "tree-sitter-javascript",
    "xstatic": "xstatic-leaflet",
}
CONDA_NAMES = {"matplotlib": "matplotlib-base", "playwright": "playwright-python"}
ONLY_CONDA = {"python", "pip", "cartopy-offlinedata"}
# What a page carries of our own code, packed as it travels, with its style and template. The aim is 60 kB; it may
# shrink towards it, never grow.
FRONT_END_LIMIT_BYTES = 72_450
MODULE_LIMIT_LINES = 300


def modules() -> dict[str, Path]:
    """Return every module of the two packages by its dotted name; a room's own ``__init__`` says only what it is."""
    found = {}
    for path in chain.from_iterable((ROOT / package).rglob("*.py") for package in PACKAGES):
        if path.name == "__init__.py" and path.parent.parent != ROOT:
            continue
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted names a file imports, at its head or inside a function."""
    known = modules()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name}:{node.lineno} imports relatively"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else str(node.module)


def project_files() -> list[Path]:
    """Return the files that are, or would be, under version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in sorted(filter(None, listed.split("\0"))) if (path := ROOT / name).is_file()]


def declared() -> dict[str, Requirement]:
    """Return what pyproject.toml requires, for running and for testing, by normalised name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    return {normal(wanted.name): wanted for wanted in map(Requirement, lines)}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def room_of(name: str) -> str:
    """Return the room of a module: its folder in the package, or the file itself where it lies beside the folders."""
    return ".".join(name.split(".")[:2])


def own_imports(name: str) -> set[str]:
    return {imported for imported in imports(modules()[name]) if imported.split(".")[0] in PACKAGES}


def test_every_module_has_its_room_and_every_room_its_modules() -> None:
    assert sorted({room_of(name) for name in modules()}) == sorted(ORDER)


@pytest.mark.parametrize("name", sorted(modules()))
def test_imports_never_lead_to_a_later_room(name: str) -> None:
    later = ORDER[ORDER.index(room_of(name)) + 1 :]
    assert [imported for imported in sorted(own_imports(name)) if room_of(imported) in later] == []


def test_imports_never_go_in_circles() -> None:
    graph = {name: own_imports(name) - {name} for name in modules()}
    assert set(TopologicalSorter(graph).static_order()) == set(modules())


def test_geo_knows_no_page_and_no_layers() -> None:
    for name, path in modules().items():
        if name.startswith("geo"):
            assert not PAGE_LIBRARIES & {imported.split(".")[0] for imported in imports(path)}, name


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_file_only_lists_public_names(package: str) -> None:
    """A type checker, ``__all__`` and a running program are told the same names of the same homes."""
    docstring, *rest = ast.parse((ROOT / package / "__init__.py").read_text()).body
    *imports, listed, choice = rest
    assert isinstance(docstring, ast.Expr)
    assert [ast.unparse(node) for node in imports] == [
        "from __future__ import annotations",
        "from typing import TYPE_CHECKING",
        "from geo.lazy import lazy_names",
    ]
    assert isinstance(choice, ast.If) and ast.unparse(choice.test) == "TYPE_CHECKING"
    assert all(isinstance(node, ast.ImportFrom) for node in choice.body)
    seen = {alias.name: node.module for node in choice.body for alias in node.names}
    assert [ast.unparse(node) for node in choice.orelse] == [
        f"_HOMES = {dict(sorted(seen.items()))}",
        "__getattr__, __dir__ = lazy_names(__name__, _HOMES)",
    ]
    assert ast.unparse(listed) == f"__all__ = {sorted(seen)}"


@pytest.mark.parametrize("package", PACKAGES)
def test_public_names_come_from_their_homes_when_asked_for(package: str) -> None:
    module = importlib.import_module(package)
    for name, home in vars(module)["_HOMES"].items():
        assert getattr(module, name) is getattr(importlib.import_module(home), name)
    assert set(module.__all__) <= set(dir(module))
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'load_block'"):
        module.load_block  # noqa: B018  the look-up itself is what is tested


def test_the_version_is_told_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert geo.__version__ == layers.__version__ == project["version"]


def test_modules_stay_small() -> None:
    lines = {name: len(path.read_text().splitlines()) for name, path in modules().items()}
    assert not {name: count for name, count in lines.items() if count > MODULE_LIMIT_LINES}


def test_the_front_end_does_not_grow() -> None:
    template = (ROOT / "layers" / "static" / "page.html").stat().st_size
    code = len(pack(style() + front_end(own_data=False))) + len(loader_script())
    assert code + len(first_style().encode()) + template <= FRONT_END_LIMIT_BYTES


def test_the_membership_page_keeps_its_budget(shipped_pages: dict[str, Path]) -> None:
    assert shipped_pages["sco-membership"].stat().st_size <= 291_000


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    # Written in pieces, so that this file passes its own test.
    hosts = "|".join((r"py" r"pi\.org", r"python" r"hosted\.", r"npm" r"js\.", r"anaconda\." r"org"))
    machine = r"(?<![\w.~/:-])/(?:" + "|".join(("home", "root", "work", "tmp", "Users")) + r")/\w"
    forbidden = re.compile(f"(?:{hosts})|(?:{machine})")
    faults = []
    for path in project_files():
        for number, line in enumerate(path.read_bytes().decode(errors="replace").splitlines(), start=1):
            if match := forbidden.search(line):
                faults.append(f"{path.relative_to(ROOT)}:{number}: {match[0]}")
    assert not faults


def test_the_lock_covers_what_is_declared_with_hashes_and_no_addresses() -> None:
    text = (ROOT / "requirements.txt").read_text()
    entries = re.findall(r"^([\w.-]+)==([^\s;]+)(.*(?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)", text, re.MULTILINE)
    locked = {normal(name): version for name, version, _ in entries}
    assert len(entries) == len(re.findall(r"^[^\s#]", text, re.MULTILINE))  # every entry has hashes
    assert "://" not in text and "--index" not in text
    for name, wanted in declared().items():
        assert wanted.specifier.contains(locked[name]), wanted


def test_what_is_imported_is_what_is_required_to_run() -> None:
    names = {name.split(".")[0] for path in modules().values() for name in imports(path)}
    used = {INSTALLED_AS.get(name, name) for name in names - {*PACKAGES, *sys.stdlib_module_names}}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    required = project["dependencies"] + project["optional-dependencies"]["jupyter"]
    assert used == {normal(Requirement(line).name) for line in required}


def test_every_dependency_is_argued_for() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text().lower()
    assert [name for name in declared() if name not in told] == []


def test_conda_gets_what_pip_gets() -> None:
    lines = (ROOT / "environment.yml").read_text().partition("dependencies:")[2].splitlines()
    entries = [match[1] for line in lines if (match := re.match(r"\s+- (.*[^:])$", line)) and match[1] != "-e ."]
    listed = {normal(wanted.name): wanted.specifier for wanted in map(Requirement, entries)}
    expected = {CONDA_NAMES.get(name, name): wanted.specifier for name, wanted in declared().items()}
    assert {name: listed[name] for name in listed.keys() - ONLY_CONDA} == expected
    assert listed.keys() >= ONLY_CONDA


def test_the_pages_leaflet_is_the_one_that_folium_names() -> None:
    addresses = [address for name, address in folium.Map.default_js if name == "leaflet"]
    assert [re.search(r"leaflet@([\d.]+)/", address)[1] for address in addresses] == [leaflet.VERSION]


def test_the_wheel_ships_the_two_packages_with_all_their_data(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    shipped = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = (path.relative_to(ROOT) for path in project_files())
    assert shipped == {path.as_posix() for path in files if path.parts[0] in PACKAGES}


def test_make_tells_every_target() -> None:
    text = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: help (.*)$", text, re.MULTILINE)[1].split()
    told = re.findall(r'@echo "make ([\w-]+)', text)
    assert sorted(told) == sorted(targets)


def test_a_commit_is_held_to_what_make_test_runs() -> None:
    hooks = re.findall(r"entry: (.*)", (ROOT / ".pre-commit-config.yaml").read_text())
    recipe = (ROOT / "Makefile").read_text().partition("\ntest: ")[2].partition("\n\n")[0]
    lines = re.findall(r"^\t@((?:\.venv/bin|scripts)/.*)$", recipe, re.MULTILINE)
    *checks, house = hooks
    assert checks == lines
    assert house.startswith(".venv/bin/pytest ")


def test_the_citation_names_the_project_as_it_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    text = (ROOT / "CITATION.cff").read_text()
    told = dict(re.findall(r"^([\w-]+): (?!>)(.+)$", text, re.MULTILINE))
    assert told["cff-version"] == "1.2.0" and told["type"] == "software" and told["message"]
    assert (told["title"], told["version"], told["license"]) == (
        project["name"],
        project["version"],
        project["license"],
    )
    assert project["description"] in text
    for heading, expected in (("authors", [author["name"] for author in project["authors"]]),
                              ("keywords", project["keywords"])):  # fmt: skip
        listed = re.search(rf"^{heading}:\n((?:  - .*\n)+)", text, re.MULTILINE)[1]
        assert [line.removeprefix("  - ").removeprefix("name: ") for line in listed.splitlines()] == expected


def test_the_licence_is_there() -> None:
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")


def test_notebooks_are_kept_without_outputs() -> None:
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert notebooks
    for path in notebooks:
        for cell in json.loads(path.read_text())["cells"]:
            assert not cell.get("outputs"), path.name
            assert cell.get("execution_count") is None, path.name
