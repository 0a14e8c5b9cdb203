"""The code to paste: a frame, one that takes the height it is asked for, oEmbed, and the lines for social media."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from layers.page.framed import FRAME_SANDBOX

WIDTH_PX, HEIGHT_PX = 960, 560
SOCIAL_PX = (1200, 630)

# Heights are only taken from the frame itself, and only numbers; the address of the page stays out of it.
_LISTENER = """addEventListener("message", function (event) {
  if (!event.data || event.data.type !== "blocmap" || !(event.data.height > 0)) return;
  document.querySelectorAll("iframe.blocmap").forEach(function (frame) {
    if (frame.contentWindow === event.source) frame.height = Math.min(event.data.height, 3000);
  });
});"""


@dataclass(frozen=True)
class Snippet:
    """What the code to paste says: where the page lies, how it opens, its name, a line on it, its picture in place of a
    frame, and that in words.
    """

    address: str
    fragment: str
    title: str
    about: str
    alternative: str
    picture: str

    @property
    def iframe(self) -> str:
        """The frame: titled, lazy, sandboxed, and a picture with a link where no frame is shown."""
        page = escape(f"{self.address}#{self.fragment}")
        picture = f'<img src="{escape(self.picture)}" alt="{escape(self.alternative)}">'
        return (
            f'<iframe class="blocmap" src="{page}" title="{escape(self.title)}" loading="lazy" '
            f'sandbox="{FRAME_SANDBOX}" width="100%" height="{HEIGHT_PX}" style="border:0">\n'
            f'<a href="{escape(self.address)}">{picture}</a>\n</iframe>\n'
        )

    @property
    def responsive(self) -> str:
        """The frame with the few lines that give it the height it asks for; once on a page is enough for all maps."""
        return f"{self.iframe}<script>\n{_LISTENER}\n</script>\n"

    @property
    def oembed(self) -> str:
        """The answer of an oEmbed provider (https://oembed.com), of type rich."""
        content = {
            "type": "rich",
            "version": "1.0",
            "title": self.title,
            "width": WIDTH_PX,
            "height": HEIGHT_PX,
            "html": self.iframe,
            "thumbnail_url": self.picture,
            "thumbnail_width": WIDTH_PX,
            "thumbnail_height": WIDTH_PX * 9 // 16,
        }
        return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"

    def meta(self, card: str) -> str:
        """Return the lines for the head of the article, by which social media show the card."""
        pairs = {
            "og:type": "article",
            "og:title": self.title,
            "og:description": self.about,
            "og:image": card,
            "og:image:width": str(SOCIAL_PX[0]),
            "og:image:height": str(SOCIAL_PX[1]),
            "og:image:alt": self.alternative,
            "og:url": self.address,
        }
        lines = [f'<meta property="{name}" content="{escape(text)}">' for name, text in pairs.items()]
        twitter = {"card": "summary_large_image", "title": self.title, "image": card, "image:alt": self.alternative}
        lines += [f'<meta name="twitter:{name}" content="{escape(text)}">' for name, text in twitter.items()]
        return "\n".join(lines) + "\n"
