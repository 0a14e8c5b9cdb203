"""The door of the command: who interrupts it while it still imports is answered as at any other moment."""

from __future__ import annotations

import gc
import os

from layers.interrupt import watch


def main() -> None:
    """Run the command ``blocmap``."""
    watch()
    # What is made while importing stays: a tenth of the time of a short command goes into looking there for garbage.
    gc.set_threshold(20_000)
    # Looking for plug-ins of pydantic's, which have no say here, takes a fifth of the time of a short command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from layers.cli import main as run

    run()


if __name__ == "__main__":
    main()
