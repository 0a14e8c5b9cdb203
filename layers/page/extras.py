"""What folium's own children add to a page; apart from these, since most pages have none and need no folium."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Extras:
    """What children add to a page: markup for its head and its end, the hosts it loads from, by who asks for them."""

    head: str = ""
    body: str = ""
    hosts: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.head.strip() or self.body.strip())
