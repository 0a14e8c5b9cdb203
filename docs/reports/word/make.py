"""A Word document with the map, its alternative text and caption: ``python make.py KIT BLOC MAP report.docx``.

The figure is drawn as wide as the text, so that its type is as large as it says. (python-docx)
"""

import sys
from pathlib import Path

from docx import Document
from docx.shared import Mm

import geo
import layers

TEXT_MM = 160


def main(kit: Path, bloc: str, slug: str, out: Path) -> None:
    """Write a document of one map."""
    picture = out.with_suffix(".png")
    layers.build_map(geo.load_bloc(bloc), slug).save_figure(picture, width_mm=TEXT_MM)
    title, *caption = (kit / "caption.txt").read_text(encoding="utf-8").splitlines()
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm((210 - TEXT_MM) / 2)
    document.add_heading(title, level=1)
    shape = document.add_picture(str(picture), width=Mm(TEXT_MM))
    shape._inline.docPr.set("descr", (kit / "alternative-en.txt").read_text(encoding="utf-8").strip())
    for line in caption:
        document.add_paragraph(line, style="Caption")
    document.save(str(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]))
