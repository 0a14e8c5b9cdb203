"""A Word document with the map, its alternative text and caption: ``python make.py KIT report.docx`` (python-docx)."""

import sys
from pathlib import Path

from docx import Document
from docx.shared import Cm


def main(kit: Path, out: Path) -> None:
    """Write a document of one map."""
    (picture,) = kit.glob("*@2x.png")
    title, *caption = (kit / "caption.txt").read_text(encoding="utf-8").splitlines()
    document = Document()
    document.add_heading(title, level=1)
    shape = document.add_picture(str(picture), width=Cm(16))
    shape._inline.docPr.set("descr", (kit / "alternative-en.txt").read_text(encoding="utf-8").strip())
    for line in caption:
        document.add_paragraph(line, style="Caption")
    document.save(str(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
