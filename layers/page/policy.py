"""The Content-Security-Policy of a page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping


def content_security_policy(code: Mapping[str, str], sheets: Mapping[str, str], *, foreign: bool) -> str:
    """Return the page's policy: our own scripts and styles by their hashes, and nothing from anywhere.

    A map that carries a reader's own folium plugins (``foreign``) must allow what these load and inline.
    """
    if foreign:
        return "default-src https: data: blob: 'unsafe-inline'; object-src 'none'; base-uri 'none'"
    scripts = " ".join(csp_hash(text) for text in code.values())
    styles = " ".join(csp_hash(text) for text in sheets.values())
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def csp_hash(code: str) -> str:
    """Return the source expression by which a Content-Security-Policy allows an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode('utf-8')).digest()).decode()}'"
