"""Shorter names: a script does what it did, whatever way its names are declared, and declares nothing else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from layers.page.assets import front_end
from layers.page.leaflet import leaflet_core
from layers.page.short_names import shorten_names

# Each is the body of a function, under its name; what it returns must stay the same.
SCRIPTS = """
// parameters
const twice = (number) => number * 2, sum = (...numbers) => numbers.reduce((whole, part) => whole + part);
return [twice(4), sum(1, 2, 3)];
// a parameter without use, and a name in the body
return [5, 6].map((unused, place) => { const between = place + 1; return between; });
// shorthand
const first = 1, second = 2;
return { first, second };
// patterns
const { outer: { deep }, plain, ...others } = { outer: { deep: 1 }, plain: 2, third: 3 };
const [head, , ...tail] = [4, 5, 6];
return [deep, plain, others, head, tail];
// default values
const make = ({ width = 2, height = width * 2 } = {}, area = width * height) => [width, height, area];
return [make(), make({ width: 3 })];
// patterns that give to what is there
let left, right;
({ left, right: right = 7 } = { left: 3 });
[left, right] = [right, left];
return [left, right];
// shadows
const value = 1;
{ const value = 2; { let value = 3; value += 1; } }
return [value, (value => value)(5)];
// closures
const makers = [];
for (let turn = 0; turn < 3; turn++) makers.push(() => turn);
return makers.map(make => make());
// var
if (true) { var hoisted = 3; }
for (var step = 0; step < 2; step++) {}
return [hoisted, step];
// loops
let text = "";
for (const letter of "ab") text += letter;
for (const key in { x: 1 }) text += key;
for (text of [text, text + 1]) {}
return text;
// what is caught
try { throw new Error("no"); } catch (problem) { const { message } = problem; return message; }
// a function's name in itself
const factorial = function again(number) { return number ? number * again(number - 1) : 1; };
return factorial(4);
// a function called before it stands there
return later(2);
function later(number) { return number + 1; }
// methods
const key = "dynamic", thing = {
  count: 1,
  more(step) { return this.count + step; },
  [key](key) { return key; },
  get half() { const half = 0.5; return half; },
};
return [thing.more(2), thing.dynamic(4), thing.half];
// a class
class Counter {
  static start = 4;
  constructor(first) { this.first = first; }
  next(step = 1) { return this.first + step; }
}
return new Counter(Counter.start).next();
// a class's name in itself
const Kind = class Inner { name() { return Inner === Kind; } };
return new Kind().name();
// templates
const who = "map";
return `${who} ${[1].map(number => `${number}:${who}`)} who`;
// names of the page's
const local = window.document, status = typeof a + typeof b;
return [local === document, status];
// a name of the page's that is one's own further in
const kept = isNaN("x");
{ const isNaN = () => 5; return [kept, isNaN()]; }
// labels
let turns = 0;
outer: for (;;) { for (;;) { turns++; break outer; } }
return turns;
// switch
const kind = 2;
switch (kind) { case 1: { let found = "one"; return found; } case 2: let found = "two"; return found; }
// generators
function* numbers(limit) { for (let next = 0; next < limit; next++) yield next; }
return [...numbers(3)];
// words of the language
const value = { if: 1, of: 2 }, of = value.of;
return [value.if, of];
"""
BODIES = dict(part.split("\n", 1) for part in SCRIPTS.strip().removeprefix("// ").split("\n// "))
MANY = [f"name{number}" for number in range(70)]
BODIES["more names than letters"] = f"const {', '.join(f'{name} = 1' for name in MANY)}; return [{', '.join(MANY)}];"


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_script_does_what_it_did(chromium_page: Page, body: str) -> None:
    script = f'(() => {{ "use strict"; {body} }})()'
    short = shorten_names(script)
    assert chromium_page.evaluate(short) == chromium_page.evaluate(script) is not None
    assert len(short) < len(script)


def test_every_name_is_as_short_as_it_can_be() -> None:
    script = (
        "(() => { const longest = 1; const used = (given) => given + longest; return used(longest) + longest; })();"
    )
    assert shorten_names(script) == "(() => { const a = 1; const b = (b) => b + a; return b(a) + a; })();"


def test_names_beside_each_other_share_theirs() -> None:
    script = "(() => { { const one = 1; one; } { const two = 2; two; } })();"
    assert shorten_names(script) == "(() => { { const a = 1; a; } { const a = 2; a; } })();"


def test_what_a_script_leaves_to_others_keeps_its_name() -> None:
    script = "const shared = 1; function open(file) { return file + shared; } var late = open;"
    assert shorten_names(script) == "const shared = 1; function open(a) { return a + shared; } var late = open;"


def test_what_is_no_script_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read as JavaScript"):
        shorten_names("const = ;")


def test_the_same_script_gives_the_same_and_is_not_shortened_twice() -> None:
    short = front_end(own_data=True)
    assert shorten_names(short) == shorten_names(short)
    assert abs(len(shorten_names(short)) - len(short)) < 20


@pytest.mark.parametrize("script", [leaflet_core, lambda: front_end(own_data=False)], ids=["Leaflet's", "ours"])
def test_what_a_page_carries_declares_no_long_name(script: object) -> None:
    assert callable(script)
    declared = re.findall(r"\b(?:const|let|var|function) ([\w$]+)", script())
    assert len(declared) > 300 and max(map(len, declared)) <= 2
