"""The Content-Security-Policy of a page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from layers.page.extras import Extras


def content_security_policy(scripts: Iterable[str], sheets: Iterable[str]) -> str:
    """Return the policy of our own pages: their scripts and styles by their hashes, and nothing from anywhere."""
    code, looks = (" ".join(csp_hash(text) for text in texts) for texts in (scripts, sheets))
    return (
        f"default-src 'none'; script-src {code}; style-src {looks}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def children_policy(extras: Extras) -> str:
    """Return the policy of a page with children of folium: what they inline, other hosts only where they load."""
    hosts = "https: 'unsafe-eval' " if extras.hosts else ""  # (some plugins' files make functions out of text)
    return f"default-src {hosts}data: blob: 'unsafe-inline'; object-src 'none'; base-uri 'none'"


def csp_hash(code: str) -> str:
    """Return the source expression by which a Content-Security-Policy allows an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode('utf-8')).digest()).decode()}'"
