"""Bytes as text that stands everywhere as it is: four bytes as five letters, where base64 takes six for them."""

from __future__ import annotations

import base64

# Python's 85 letters, six of them exchanged for others, so that none has a meaning in HTML, in an attribute, in JSON
# or in a template.
_PYTHONS, _OURS = b"$&<>`{", b",./:[]"
_TO_OURS, _TO_PYTHONS = bytes.maketrans(_PYTHONS, _OURS), bytes.maketrans(_OURS, _PYTHONS)


def to_letters(content: bytes) -> str:
    """Return bytes as text; ``opening/unpack.js`` reads it."""
    return base64.b85encode(content).translate(_TO_OURS).decode("ascii")


def from_letters(text: str) -> bytes:
    """Return what ``to_letters`` was given; ``ValueError`` for text that it does not write."""
    return base64.b85decode(text.strip().encode("ascii").translate(_TO_PYTHONS))
