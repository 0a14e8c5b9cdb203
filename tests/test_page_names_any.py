"""Names of blocs made of a plain list: none overlaps another, stands on strangers' land, or crosses leaders."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from geo.bloc import load_bloc
from geo.template.from_list import write_from_list
from layers.build import build_map
from tests.drawn_names import DESK, views_without_falsehood
from tests.pages import NewPage

BLOCS = {
    "eu": "AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE",
    "asean": "BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM",
}
# Pairs of names that overlap by their capitals, and pairs of leaders that cross.
MET = """() => {
  const labels = [...document.querySelectorAll(".drawing .label")];
  const rows = labels.flatMap((label, n) => [...label.children].map(row => {
    const { left, right, top, bottom, height } = row.getBoundingClientRect(), { textContent: text } = row;
    return { n, text, left: left + 1, right: right - 1, top: top + height / 4, bottom: bottom - height / 4 };
  }));
  const leaders = labels.flatMap(label => {
    const line = label.parentNode.querySelector(".leader");
    const at = share => line.getPointAtLength(share * line.getTotalLength());
    return line ? [{ text: label.textContent, from: at(0), to: at(1) }] : [];
  });
  const pairs = list => list.flatMap((one, i) => list.slice(i + 1).map(other => [one, other]));
  const meet = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
  const side = ({ from: a, to: b }, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
  const parts = (a, b) => side(a, b.from) * side(a, b.to) < 0;
  return [
    ...pairs(rows).filter(([a, b]) => a.n !== b.n && meet(a, b)),
    ...pairs(leaders).filter(([a, b]) => parts(a, b) && parts(b, a)),
  ].map(([a, b]) => [a.text, b.text]);
}"""


@pytest.mark.parametrize("name", BLOCS)
def test_names_of_a_bloc_made_of_a_list_say_nothing_false(name: str, new_page: NewPage, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("\n".join(["Country", *BLOCS[name].split()]), encoding="utf-8")
    folder = write_from_list(tmp_path / "list.csv", tmp_path / name).folder
    toml = (folder / "bloc.toml").read_text(encoding="utf-8")
    (folder / "bloc.toml").write_text(f'languages = ["en", "ru", "ar", "fr"]\n{toml}', encoding="utf-8")
    path = tmp_path / "map.html"
    build_map(load_bloc(folder)).save(path)
    page = new_page(viewport=ViewportSize(DESK), reduced_motion="reduce")
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    for view in views_without_falsehood(page, [("en", 0), ("en", 1), ("ar", 0), ("fr", 0.5)]):
        assert page.evaluate(MET) == [], view
    # (What would be found if it were there.)
    page.evaluate("() => { const one = document.querySelector('.drawing .label'); one.after(one.cloneNode(true)); }")
    assert page.evaluate(MET)
