"""A page that plays anywidget: models from Python, the widget's own module, as many views as asked for."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Frame, Page

from layers.data_files import STATIC
from layers.json_script import safe_in_script
from layers.live.widget import LiveMap

TRAITS = ("_page", "_title", "date", "lang", "worldview", "hidden", "selected", "view", "step", "height")
HOST = """<!doctype html><meta charset="utf-8"><title>Cells</title><body><script type="module">
%s
const models = %s.map(values => {
  const heard = [], model = {
    values, saved: 0, get: key => values[key],
    set(key, value) {
      values[key] = value;
      heard.forEach(([keys, react]) => keys.includes(`change:${key}`) && react());
    },
    save_changes() { model.saved++; },
    on(keys, react) { heard.push([keys.split(" "), react]); },
    off(keys, react) { heard.splice(heard.findIndex(one => one[1] === react), 1); },
  };
  return model;
});
globalThis.models = models;
globalThis.views = models.map(model => {
  const el = document.body.appendChild(document.createElement("div"));
  return { el, end: widget.render({ model, el }) };
});
</script>"""


def host_page(folder: Path, *widgets: LiveMap) -> str:
    """Write the page and return its address."""
    code = (STATIC / "host" / "widget.js").read_text(encoding="utf-8").replace("export default", "const widget =")
    states = [{name: getattr(widget, name) for name in TRAITS} for widget in widgets]
    path = folder / "cells.html"
    path.write_text(HOST % (code, safe_in_script(json.dumps(states))), encoding="utf-8")
    return path.as_uri()


def frame_of(page: Page, number: int = 0) -> Frame:
    """Return a view's frame once its map is drawn."""
    handle = page.locator("iframe").nth(number).element_handle()
    frame = handle.content_frame()
    assert frame
    frame.wait_for_selector("html[data-ready]")
    return frame


def put(page: Page, name: str, value: object, number: int = 0) -> None:
    """Set a trait of a model, as Python does."""
    page.evaluate("([n, name, value]) => models[n].set(name, value)", [number, name, value])


def trait(page: Page, name: str, number: int = 0) -> object:
    """Return a trait of a model, as Python gets it."""
    return page.evaluate("([n, name]) => models[n].values[name]", [number, name])


def until(page: Page, name: str, value: object, number: int = 0) -> None:
    """Wait for a trait of a model."""
    page.wait_for_function(
        "([n, name, value]) => JSON.stringify(models[n].values[name]) === JSON.stringify(value)",
        arg=[number, name, value],
    )
