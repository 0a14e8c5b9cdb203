"""What may befall the bytes of a file."""

from __future__ import annotations

from hypothesis import strategies as st


def with_damage(data: st.DataObject, content: bytes) -> bytes:
    """Return bytes that are cut off, of which a stretch is gone, or of which some are others."""
    kind = data.draw(st.sampled_from(["cut", "gone", "changed"]))
    start = data.draw(st.integers(0, len(content) - 1))
    if kind == "cut":
        return content[:start]
    size = data.draw(st.integers(1, 40))
    fresh = data.draw(st.binary(min_size=size, max_size=size)) if kind == "changed" else b""
    return content[:start] + fresh + content[start + size :]
