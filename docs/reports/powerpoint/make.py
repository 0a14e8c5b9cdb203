"""A slide with the map, its sources in the notes: ``python make.py KIT slides.pptx`` (python-pptx)."""

import csv
import sys
from pathlib import Path

from pptx import Presentation
from pptx.util import Cm


def main(kit: Path, out: Path) -> None:
    """Write a presentation of one map, 16:9."""
    (picture,) = kit.glob("*@2x.png")
    slides = Presentation()
    slides.slide_width, slides.slide_height = Cm(33.867), Cm(19.05)
    slide = slides.slides.add_slide(slides.slide_layouts[6])
    shape = slide.shapes.add_picture(str(picture), 0, 0, width=slides.slide_width)
    shape._element.nvPicPr.cNvPr.set("descr", (kit / "alternative-en.txt").read_text(encoding="utf-8").strip())
    with (kit / "sources.csv").open(encoding="utf-8-sig", newline="") as file:
        sources = [f"{row['publisher']}: {row['title']}. {row['url']}" for row in csv.DictReader(file)]
    caption = (kit / "caption.txt").read_text(encoding="utf-8")
    slide.notes_slide.notes_text_frame.text = "\n".join([caption, *sources])
    slides.save(str(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
