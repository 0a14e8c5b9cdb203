"""Make the site of the documentation into build/docs/site: ``python -m scripts.make_docs``.

What Sphinx reads is laid out in build/docs/source: the files of docs/, the notebooks, run, as tutorials, and what the
code itself tells: the command by its help, the public names by their docstrings, the shipped maps by their titles, live
in frames. Any warning ends the making, and so does a link within the site that leads nowhere.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

import nbformat
import typer

import geo
import layers
from geo.model.locale import pick
from geo.shipped import bloc_folder, read_outline, shipped_blocs
from layers.cli import app
from scripts.notebooks import NOTEBOOKS, executed

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build" / "docs"
SOURCE, SITE = BUILD / "source", BUILD / "site"
# Where a relative link of the Markdown leads out of docs/, to files that are read where the code is.
OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]+\)")


def main() -> int:
    """Lay out, build, check; return the exit status."""
    shutil.rmtree(BUILD, ignore_errors=True)
    lay_out()
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(SOURCE), str(SITE)]
    if status := subprocess.run(command, cwd=ROOT, check=False).returncode:
        return status
    shutil.copytree(BUILD / "maps", SITE / "maps")
    broken = sorted(set(broken_links(SITE)))
    for page, link in broken:
        print(f"{page}: '{link}' leads nowhere", file=sys.stderr)
    if not broken:
        print(f"{SITE.relative_to(ROOT) / 'index.html'}")
    return 1 if broken else 0


def lay_out() -> None:
    """Write what Sphinx reads, and the maps that it shows."""
    shutil.copytree(ROOT / "docs", SOURCE, ignore=shutil.ignore_patterns("reports"))
    for page in SOURCE.glob("*.md"):
        page.write_text(OUTSIDE.sub(r"\1", page.read_text(encoding="utf-8")), encoding="utf-8")
    (SOURCE / "reference").mkdir()
    for module in (geo, layers):
        (SOURCE / "reference" / f"{module.__name__}.md").write_text(api_page(module), encoding="utf-8")
    (SOURCE / "reference" / "command.md").write_text(command_page(), encoding="utf-8")
    tutorials = SOURCE / "tutorials"
    tutorials.mkdir()
    # Kernels and builds are processes of their own: two at a time.
    with ThreadPoolExecutor(2) as two:
        maps = [two.submit(build_maps, bloc) for bloc in shipped_blocs()]
        for path, notebook in zip(NOTEBOOKS, two.map(executed, NOTEBOOKS), strict=True):
            nbformat.write(notebook, tutorials / path.name)
        for built in maps:
            built.result()
    (SOURCE / "stories.md").write_text(stories_page(), encoding="utf-8")


def build_maps(bloc: str) -> None:
    """Build the maps of a shipped bloc, to be framed by the site."""
    command = [sys.executable, "-m", "layers", "build", bloc, "--out", str(BUILD / "maps")]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def api_page(module: ModuleType) -> str:
    """Return the page of a package: every public name by its docstring."""
    lines = [f"# `{module.__name__}`", "", str(module.__doc__), ""]
    for name in sorted(module.__all__, key=str.lower):
        if not name.startswith("__"):
            kind = "autoclass" if isinstance(getattr(module, name), type) else "autofunction"
            lines += ["```{eval-rst}", f".. {kind}:: {module.__name__}.{name}", "```", ""]
    return "\n".join(lines)


def command_page() -> str:
    """Return the page of the command: its help, and that of each of its own commands."""
    group = typer.main.get_group(app)
    lines = ["# The command", "", "Exit status: 0 well, 1 the data is at fault, 2 misuse, 130 interrupted.", ""]
    for name, command in sorted(group.commands.items()):
        context = typer.Context(command, info_name=f"blocmap {name}", max_content_width=100, terminal_width=100)
        lines += [f"## `blocmap {name}`", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines)


def stories_page() -> str:
    """Return the page of the shipped maps: what each shows, live."""
    lines = ["# The shipped maps", ""]
    for bloc in shipped_blocs():
        spec, sources = read_outline(bloc_folder(bloc))
        lines += [f"## {pick(spec.name, 'en')}", "", pick(spec.about, "en"), "", f"{sources} sources.", ""]
        for one in spec.maps:
            parts = "embed&story=1" if one.story else "embed&time=1"
            title = pick(one.title, "en")
            lines += [
                f"### {title}",
                "",
                f'{pick(one.subtitle, "en")}. <a href="maps/{one.slug}.html">The page</a>, {one.as_of.isoformat()}.',
                "",
                f'<iframe class="map wide" src="maps/{one.slug}.html#{parts}" title="{title}" loading="lazy"></iframe>',
                "",
            ]
    return "\n".join(lines)


class _Links(HTMLParser):
    """Notes what a page links to and where in it links may lead."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            elif name in ("id", "name") and value:
                self.anchors.add(value)


def broken_links(site: Path) -> Iterator[tuple[str, str]]:
    """Yield each link of a site's own pages to a file or anchor of it that is not there."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        if path.parent.name != "maps":  # a map's addresses say how it opens
            pages[path] = _Links()
            pages[path].feed(path.read_text(encoding="utf-8"))
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            known = pages.get(target)
            if not target.is_file() or (known and parts.fragment and unquote(parts.fragment) not in known.anchors):
                yield path.relative_to(site).as_posix(), link


if __name__ == "__main__":
    sys.exit(main())
