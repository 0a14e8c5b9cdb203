"""Shorter names for what a script declares for itself: a third of a script is names that only people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import count, product
from string import ascii_letters, digits
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_FUNCTIONS = {
    "arrow_function",
    "function_declaration",
    "function_expression",
    "generator_function",
    "generator_function_declaration",
    "method_definition",
}
_SCOPES = {*_FUNCTIONS, "statement_block", "for_statement", "for_in_statement", "catch_clause", "switch_body", "class"}
# What binds each of the names in it.
_PATTERNS = {"array_pattern", "formal_parameters", "object_pattern", "rest_pattern"}
_SHORTHAND = {"shorthand_property_identifier", "shorthand_property_identifier_pattern"}
# No name has four letters.
_WORDS = frozenset({"as", "do", "for", "get", "if", "in", "let", "new", "of", "set", "try", "var"})


class _Scope:
    """A stretch of the script in which names are declared, and what is named in it and in those inside it."""

    def __init__(self, parent: _Scope | None, *, is_function: bool) -> None:
        self.parent, self.is_function = parent, is_function
        self.declared: dict[bytes, None] = {}
        self.inner: list[_Scope] = []
        self.uses: Counter[tuple[_Scope | None, bytes]] = Counter()
        self.short: dict[bytes, bytes] = {}
        if parent:
            parent.inner.append(self)

    def declare(self, name: bytes, *, in_function: bool = False) -> None:
        scope = self
        while in_function and not scope.is_function and scope.parent:
            scope = scope.parent
        scope.declared[name] = None

    def use(self, name: bytes) -> _Scope | None:
        """Count a use of a name in each scope from here to that which declares it; return that one, if one does."""
        around: list[_Scope] = []
        scope: _Scope | None = self
        while scope and name not in scope.declared:
            around.append(scope)
            scope = scope.parent
        for one in [*around, scope] if scope else around:
            one.uses[scope, name] += 1
        return scope

    def shorten(self) -> None:
        """Give each declared name the shortest that means nothing else in here, the most used first."""
        taken = {name if not owner else owner.short[name] for owner, name in self.uses if owner is not self}
        free = (name for name in _names() if name not in taken)
        for name in sorted(self.declared, key=lambda name: -self.uses[self, name]):
            self.short[name] = next(free)
        for scope in self.inner:
            scope.shorten()


def shorten_names(script: str) -> str:
    """Return a script that does the same, the names that it declares inside its functions as short as they can be.

    What it declares outside of all functions, the names of properties and those that it takes from the page stay as
    they are. The same script gives the same. Raises ``ValueError`` for a script that is not JavaScript.
    """
    source = script.encode()
    root = _parser().parse(source).root_node
    if root.has_error:
        raise ValueError("a script cannot be read as JavaScript")
    top = _Scope(None, is_function=True)
    found: list[tuple[Node, _Scope]] = []
    _read(root, top, found)
    owners = [(node, scope.use(node.text or b"")) for node, scope in found]
    top.short = {name: name for name in top.declared}
    for scope in top.inner:
        scope.shorten()
    return _written(source, [(node, owner.short[node.text or b""]) for node, owner in owners if owner])


@cache
def _parser() -> Parser:
    import tree_sitter_javascript
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_javascript.language()))


def _read(node: Node, scope: _Scope, found: list[tuple[Node, _Scope]]) -> None:
    """Collect the names in a piece of script, each with the scope in which it stands, and what scopes declare."""
    kind = node.type
    if kind == "identifier" or kind in _SHORTHAND:
        found.append((node, scope))
        return
    _declare(node, kind, scope)
    if kind not in _SCOPES:
        _read_all(node, scope, found)
        return
    inner = _Scope(scope, is_function=kind in _FUNCTIONS)
    _declare_inside(node, kind, inner)
    # A function is called by its name from around it, and a method's name may be computed there.
    name = node.child_by_field_name("name") if "declaration" in kind or kind == "method_definition" else None
    body = node.child_by_field_name("body") if kind in _FUNCTIONS or kind == "catch_clause" else None
    for child in node.named_children:
        if child == body and child.type == "statement_block":
            # What a function declares may not bear the name of what it is given.
            _read_all(child, inner, found)
        else:
            _read(child, scope if child == name else inner, found)


def _read_all(node: Node, scope: _Scope, found: list[tuple[Node, _Scope]]) -> None:
    for child in node.named_children:
        _read(child, scope, found)


def _declare(node: Node, kind: str, scope: _Scope) -> None:
    """Declare what a piece of script declares for what is around it."""
    if kind in ("lexical_declaration", "variable_declaration"):
        for declared in node.named_children:
            _bind(declared.child_by_field_name("name"), scope, in_function=kind == "variable_declaration")
    elif kind in ("function_declaration", "generator_function_declaration", "class_declaration"):
        _bind(node.child_by_field_name("name"), scope)


def _declare_inside(node: Node, kind: str, inner: _Scope) -> None:
    """Declare what a scope's head declares for the scope itself."""
    if kind in ("function_expression", "generator_function", "class"):
        _bind(node.child_by_field_name("name"), inner)
    if kind == "for_in_statement" and (word := node.child_by_field_name("kind")):
        _bind(node.child_by_field_name("left"), inner, in_function=word.type == "var")
    for field in ("parameters", "parameter"):
        _bind(node.child_by_field_name(field), inner)


def _bind(pattern: Node | None, scope: _Scope, *, in_function: bool = False) -> None:
    for name in _bound(pattern) if pattern else ():
        scope.declare(name, in_function=in_function)


def _bound(pattern: Node) -> Iterator[bytes]:
    """Yield the names that a pattern binds, without those in its default values."""
    if pattern.type in ("identifier", "shorthand_property_identifier_pattern"):
        yield pattern.text or b""
    elif pattern.type in _PATTERNS:
        for part in pattern.named_children:
            yield from _bound(part)
    elif bound := pattern.child_by_field_name("value" if pattern.type == "pair_pattern" else "left"):
        yield from _bound(bound)


def _names() -> Iterator[bytes]:
    """Yield names, the shortest first."""
    starts = f"{ascii_letters}$_"
    for length in count():
        for first, *rest in product(starts, *[starts + digits] * length):
            if (name := "".join([first, *rest])) not in _WORDS:
                yield name.encode()


def _written(source: bytes, names: list[tuple[Node, bytes]]) -> str:
    """Return the script with names in the place of others; what is short for a property keeps the property's."""
    parts, at = [], 0
    for node, name in sorted(names, key=lambda pair: pair[0].start_byte):
        prefix = (node.text or b"") + b":" if node.type in _SHORTHAND else b""
        parts += [source[at : node.start_byte], prefix, name]
        at = node.end_byte
    return b"".join([*parts, source[at:]]).decode()
