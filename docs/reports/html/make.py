"""An article with a live map: ``python make.py KIT article.html``."""

import sys
from pathlib import Path

ARTICLE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{meta}
<title>Who belongs</title>
<main>
<h1>Who belongs</h1>
<p>Before the map.</p>
<figure>
{frame}
<figcaption>{caption}</figcaption>
</figure>
<p>After the map.</p>
</main>
</html>
"""


def main(kit: Path, out: Path) -> None:
    """Write an article that lies beside the page of a kit."""
    read = {name: (kit / name).read_text(encoding="utf-8") for name in ("meta.html", "responsive.html", "caption.txt")}
    caption = "<br>".join(read["caption.txt"].splitlines())
    article = ARTICLE.format(meta=read["meta.html"], frame=read["responsive.html"], caption=caption)
    out.write_text(article, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
