"""The shaded relief of a map, as a picture that page and figure lay under their lines."""

from __future__ import annotations

import base64
import io
from importlib.metadata import version

from geo.geodesy.projection import Projection
from geo.prepared import prepared_text
from geo.world.relief import FILE, relief_window
from layers.scene.model import SceneRelief

# Around what a map opens with, as a share of its sides; and how wide the picture is.
ROOM = 0.5
WIDTH_PX = 900
QUALITY = 55
MAX_BYTES = 70_000


def scene_relief(projection: Projection, extent: tuple[float, float, float, float]) -> SceneRelief:
    """Return the relief around an extent of the plane, in metres."""
    left, bottom, right, top = extent
    across, up = ROOM * (right - left), ROOM * (top - bottom)
    box = (round(left - across), round(bottom - up), round(right + across), round(top + up))
    how = (projection, box, ROOM, WIDTH_PX, QUALITY, MAX_BYTES, version("pillow"))
    webp = prepared_text(
        "relief",
        [FILE.read_bytes(), repr(how).encode()],
        lambda: base64.b64encode(_webp(projection, box)).decode("ascii"),
    )
    return SceneRelief(extent=box, webp=webp)


def _webp(projection: Projection, box: tuple[float, float, float, float]) -> bytes:
    from PIL import Image  # late: most maps have no relief

    picture, width = b"", WIDTH_PX
    while not picture or len(picture) * 4 / 3 > MAX_BYTES:
        file = io.BytesIO()
        Image.fromarray(relief_window(projection, box, width)).save(file, "WEBP", quality=QUALITY, method=6)
        picture, width = file.getvalue(), width * 4 // 5
    return picture
