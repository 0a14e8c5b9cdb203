"""JSON that can stand inside a script element."""

from __future__ import annotations

import json
import re


def json_island(data: object) -> str:
    """Return data as JSON that can stand inside a script element."""
    return safe_in_script(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def safe_in_script(text: str) -> str:
    """Return JSON in which nothing can end a script element or begin a comment."""
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)
