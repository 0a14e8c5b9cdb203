"""Join the front end's modules into one classic script: a page is one file and asks for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from geo.errors import MapDataError

_IMPORT = re.compile(r'^import \{ ?([\w$]+(?:, [\w$]+)*),? ?\} from "(\.[\w./-]+\.js)";', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class) ([\w$]+))", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async function|function|const|let|class) ([\w$]+)", re.MULTILINE)
# What begins like an import or an export and is none of the forms above; a dynamic import wherever it stands.
_ODD = re.compile(r"^\s*(?:import|export)\b.*|^.*\bimport\s*\(.*", re.MULTILINE)
# A comment may say «import». Only what begins a line is taken for one: elsewhere it may be part of a text.
_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//.*?$)", re.DOTALL | re.MULTILINE)


class BundleError(MapDataError, ValueError):
    """Raise when the modules do not fit together; the text names the module, what is wrong and what to write."""


def modules_from(entry: Path) -> list[Path]:
    """Return an entry module and all that it imports, each after what it imports itself.

    The order is that of the import lines, depth first, so the same sources give the same script. Raises
    ``BundleError`` where modules import each other in a circle or import a file that is not there.
    """
    order: list[Path] = []
    _visit(entry.resolve(), [], order)
    return order


def bundle(entry: Path) -> str:
    """Return an entry module and all that it imports as one function that runs at once and leaves no global.

    Raises ``BundleError`` as ``module_bodies`` does.
    """
    return '(() => {\n"use strict";\n' + "\n".join(module_bodies(entry).values()) + "\n})();\n"


def module_bodies(entry: Path) -> dict[Path, str]:
    """Return each module, in order, as it stands in the bundle: without its imports and the word ``export``.

    Modules share one scope, so no two may have a top-level name in common. Raises ``BundleError`` for that, for an
    import of what is not exported, and for any form but ``import { a } from "./b.js"`` and ``export`` before
    ``function``, ``async function``, ``const`` or ``class``.
    """
    exported: dict[Path, set[str]] = {}
    owners: dict[str, Path] = {}
    bodies = {}
    for path in modules_from(entry):
        source = _read(path)
        for names, target in _imports(path):
            if missing := [name for name in names if name not in exported[target]]:
                raise BundleError(f"{path.name} imports {', '.join(missing)}, which {target.name} does not export")
        exported[path] = set(_EXPORT.findall(source))
        bodies[path] = _EXPORT.sub("", _IMPORT.sub("", source))
        for name in _TOP_LEVEL.findall(bodies[path]):
            if name in owners:
                raise BundleError(f"{owners[name].name} and {path.name} both have {name} at top level; rename one")
            owners[name] = path
    return bodies


def _visit(path: Path, chain: list[Path], order: list[Path]) -> None:
    if path in chain:
        circle = " → ".join(one.name for one in [*chain[chain.index(path) :], path])
        raise BundleError(f"modules import each other in a circle: {circle}")
    if path in order:
        return
    for _, target in _imports(path):
        _visit(target, [*chain, path], order)
    order.append(path)


def _imports(path: Path) -> list[tuple[list[str], Path]]:
    """Return the names that a module imports, and the file each comes from."""
    found = []
    for names, target in _IMPORT.findall(_read(path)):
        file = (path.parent / target).resolve()
        if not file.is_file():
            raise BundleError(f"{path.name} imports from {target}, which is not there")
        found.append((names.split(", "), file))
    return found


def _read(path: Path) -> str:
    """Return a module's text without comments, refusing every form that the bundle would not understand."""
    source = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    if odd := _ODD.search(_EXPORT.sub("", _IMPORT.sub("", source))):
        raise BundleError(
            f"{path.name}: {odd[0].strip()} is not understood; write "
            'import { a, b } from "./module.js", or export before a function, const or class'
        )
    return source
