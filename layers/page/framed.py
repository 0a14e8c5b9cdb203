"""What a frame with a map is allowed, wherever it stands: in a notebook, in a gallery, in somebody's article."""

from __future__ import annotations

# Scripts only: the frame may run our script, save a file and open a source in a new tab; it may not reach its host.
FRAME_SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
