"""Names that a package offers and loads when they are first asked for (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazy_names(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return the ``__getattr__`` and ``__dir__`` of a package whose names live in other modules.

    Parameters
    ----------
    package : its dotted name.
    homes : the module of each name; it is imported when the name is first asked for, and not before.
    """
    own = vars(sys.modules[package])

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name, obj=sys.modules[package])
        own[name] = value = getattr(import_module(homes[name]), name)
        return value

    def names() -> list[str]:
        return sorted({*own, *homes})

    return find, names
