"""A map inside a document that is not its own, of programs that rebuild folium's maps from their parts."""

from __future__ import annotations

import json
from functools import cache

from rjsmin import jsmin

from layers.data_files import STATIC
from layers.json_script import safe_in_script
from layers.page.leaflet import leaflet_script


def host_script(name: str, page: str, title: str, at: tuple[float, float]) -> str:
    """Return the script that makes a map of Leaflet called ``name``, in the element of that id, with our page over it.

    Leaflet comes along, for nothing else in such a document would bring it without a network.
    """
    given = ", ".join(safe_in_script(json.dumps(value, ensure_ascii=False)) for value in (name, page, title, at))
    return f"{leaflet_script()}\nvar {name} = ({_host()})({given});"


@cache
def _host() -> str:
    _, _, function = (STATIC / "host" / "frame.js").read_text(encoding="utf-8").partition("export const host = ")
    return str(jsmin(function)).strip().rstrip(";")
