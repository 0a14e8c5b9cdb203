"""A message with the map as a picture that leads to the page: ``python make.py KIT ADDRESS message.eml``."""

import sys
from email.message import EmailMessage
from html import escape
from pathlib import Path


def main(kit: Path, address: str, out: Path) -> None:
    """Write a message with the picture inside, its alternative text, its caption, and a link to the live page."""
    (picture,) = (path for path in kit.glob("*.png") if "@2x" not in path.name and path.name != "social-card.png")
    alternative, caption = ((kit / name).read_text(encoding="utf-8") for name in ("alternative-en.txt", "caption.txt"))
    message = EmailMessage()
    message["Subject"] = caption.splitlines()[0]
    message.set_content(f"{alternative}\n{caption}\n{address}\n")
    lines = "<br>".join(escape(line) for line in caption.splitlines())
    message.add_alternative(
        f'<p><a href="{escape(address)}"><img src="cid:map" width="600" alt="{escape(alternative.strip())}"></a></p>'
        f"<p>{lines}</p>",
        subtype="html",
    )
    html = message.get_payload()[1]
    html.add_related(picture.read_bytes(), "image", "png", cid="<map>", filename=picture.name)
    out.write_bytes(message.as_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
