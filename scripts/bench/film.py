"""Film how pages open: when the map's picture is seen, and strips of pictures at equal steps."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from scripts.bench.browser import VIEWPORT, opened_page

# Beyond our panel, whose words come later than the map; the peers' maps fill the window.
MAP_LEFT_PX = 360
# A map is seen once so many of its pixels are within so many greys of what they end as: names and hairlines may follow.
SEEN_SHARE, ALIKE = 0.8, 48
STEP_MS, COLUMNS, ROWS, STRIP_HEIGHT_PX, HEAD_PX = 50, 8, 2, 200, 20

Picture = NDArray[np.int16]


@dataclass(frozen=True)
class Film:
    """Pictures of a page that opens, each with the milliseconds since the navigation began."""

    times_ms: Sequence[float]
    pictures: Sequence[Picture]

    @property
    def seen_ms(self) -> float:
        """When the map's picture is there: four fifths of what is painted in it at the end; infinite if nothing is."""
        maps = [picture[:, MAP_LEFT_PX:] for picture in self.pictures]
        last = maps[-1]
        drawn = np.abs(last - _ground(last)).max(axis=2) > ALIKE
        if not drawn.any():
            return math.inf
        for time, picture in zip(self.times_ms, maps, strict=True):
            alike = np.abs(picture - last).max(axis=2) <= ALIKE
            if (alike & drawn).sum() >= SEEN_SHARE * drawn.sum():
                return time
        return self.times_ms[-1]

    def at(self, time_ms: float) -> Picture | None:
        """Return what stood on the screen at a time, ``None`` before anything did."""
        shown = [picture for time, picture in zip(self.times_ms, self.pictures, strict=True) if time <= time_ms]
        return shown[-1] if shown else None


def film(browser: Browser, path: Path) -> Film:
    """Open a page and film it until it is drawn."""
    frames: list[tuple[float, str]] = []
    with opened_page(browser, []) as page:
        camera = page.context.new_cdp_session(page)

        def keep(frame: dict) -> None:
            frames.append((frame["metadata"]["timestamp"] * 1e3, frame["data"]))
            camera.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

        camera.on("Page.screencastFrame", keep)
        camera.send(
            "Page.startScreencast", {"format": "png", "maxWidth": VIEWPORT["width"], "maxHeight": VIEWPORT["height"]}
        )
        page.goto(path.as_uri())
        page.evaluate("bench.drawn()")
        start = float(page.evaluate("performance.timeOrigin"))
        page.wait_for_timeout(200)  # the last frame is on its way
    kept = [(time - start, picture) for time, picture in frames if time >= start]
    return Film([time for time, _ in kept], [_picture(data) for _, data in kept])


def strip(films: Mapping[str, Film], path: Path) -> None:
    """Write a picture with some rows of frames at equal steps for each film."""
    width = round(STRIP_HEIGHT_PX * VIEWPORT["width"] / VIEWPORT["height"])
    across, down = width + 4, STRIP_HEIGHT_PX + HEAD_PX
    sheet = Image.new("RGB", (COLUMNS * across, len(films) * ROWS * down), "white")
    pen = ImageDraw.Draw(sheet)
    for number, (name, one) in enumerate(films.items()):
        for place in range(COLUMNS * ROWS):
            row, column = divmod(place, COLUMNS)
            x, y, time = column * across, (number * ROWS + row) * down, (place + 1) * STEP_MS
            pen.text((x + 4, y + 4), f"{name} {time} ms", fill="black")
            if (shown := one.at(time)) is not None:
                small = Image.fromarray(shown.astype(np.uint8)).resize((width, STRIP_HEIGHT_PX))
                sheet.paste(small, (x, y + HEAD_PX))
    sheet.save(path)


def _ground(picture: Picture) -> Picture:
    """Return the colour that most of a picture has."""
    colours, counts = np.unique(picture.reshape(-1, 3), axis=0, return_counts=True)
    return colours[counts.argmax()]


def _picture(data: str) -> Picture:
    with Image.open(io.BytesIO(base64.b64decode(data))) as picture:
        return np.asarray(picture.convert("RGB"), dtype=np.int16)
