"""The scene as it travels in a page: each text once, in a column for its language; see docs/scene.md."""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from geo.prepared import gzipped_once
from layers.page.columns import is_text, to_columns, to_records
from layers.scene.model import SceneData

# Of the column of each language: a letter takes one byte, a Chinese one two. The tree of records is in UTF-8.
ENCODINGS = {"en": "cp1252", "ru": "cp1251", "zh": "gbk", "ar": "cp1256", "es": "cp1252", "fr": "cp1252"}
_MARK = "~"
_CHANGED = (str, list, dict)


def write_scene(data: SceneData) -> bytes:
    """Return a scene as the bytes that travel; the same scene gives the same."""
    tree = json.loads(data.json_text())
    tree["words"] = {
        key: {language: words[key] for language, words in tree["words"].items() if key in words}
        for key in dict.fromkeys(key for words in tree["words"].values() for key in words)
    }
    cited = sorted(tree.pop("sources").items())
    writer = _Writer({key: number for number, (key, _) in enumerate(cited)}, data.languages)
    tree["cited"] = {"ids": [key for key, _ in cited], "rows": [source for _, source in cited]}
    thin = writer.thin(to_columns(tree))
    columns = [[text.get(language) for text in writer.texts] for language in data.languages]
    encodings = [ENCODINGS[language] for language in data.languages]
    parts = [_json(thin, "utf-8"), *map(_json, columns, encodings)]
    return gzipped_once("scene", b"".join(struct.pack("<I", len(part)) + part for part in parts))


def read_scene(packed: bytes) -> SceneData:
    """Read what ``write_scene`` wrote; ``core/wire.js`` does the same in the page."""
    head, *rest = _parts(packed)
    tree = json.loads(head)
    languages = tree["languages"]
    columns = [json.loads(part.decode(ENCODINGS[code])) for code, part in zip(languages, rest, strict=True)]
    texts = [
        {language: text for language, text in zip(languages, row, strict=True) if text is not None}
        for row in zip(*columns, strict=True)
    ]
    cited = tree.pop("cited")
    whole: Any = to_records(_Reader(texts, cited["ids"]).whole({**tree, "cited": cited}))
    whole["sources"] = dict(zip(*whole.pop("cited").values(), strict=True))
    whole["words"] = {
        language: {key: text[language] for key, text in whole["words"].items() if language in text}
        for language in languages
    }
    return SceneData.model_validate_json(json.dumps(whole, allow_nan=False))


class _Writer:
    """Puts a number for each text and for each cited source."""

    def __init__(self, sources: Mapping[str, int], languages: Sequence[str]) -> None:
        self.texts: list[dict[str, str]] = []
        self._sources, self._languages = sources, languages
        self._numbers: dict[tuple[str | None, ...], int] = {}

    def thin(self, value: Any) -> Any:
        if isinstance(value, str):
            return _MARK + value if value.startswith(_MARK) else value
        if isinstance(value, list):
            return [self.thin(one) if isinstance(one, _CHANGED) else one for one in value]
        if not isinstance(value, dict):
            return value
        return self._mark(value) if is_text(value) else {key: self._field(key, one) for key, one in _ordered(value)}

    def _field(self, key: str, value: Any) -> Any:
        return self._cited(value) if key == "sources" and isinstance(value, list) else self.thin(value)

    def _cited(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._cited(one) for one in value]
        return self._sources.get(value, value)

    def _mark(self, text: dict[str, str]) -> str:
        key = tuple(map(text.get, self._languages))
        if key in self._numbers:
            return f"{_MARK}{self._numbers[key]}"
        self._numbers[key] = len(self.texts)
        self.texts.append(text)
        return _MARK


class _Reader:
    """Puts the texts and sources back, in the order in which ``_Writer`` took them out."""

    def __init__(self, texts: list[dict[str, str]], sources: list[str]) -> None:
        self._texts, self._sources, self._fresh = texts, sources, iter(texts)

    def whole(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value[1:]) if value.startswith(_MARK) else value
        if isinstance(value, list):
            return [self.whole(one) for one in value]
        return {key: self._field(key, one) for key, one in value.items()} if isinstance(value, dict) else value

    def _field(self, key: str, value: Any) -> Any:
        return self._cited(value) if key == "sources" and isinstance(value, list) else self.whole(value)

    def _cited(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._cited(one) for one in value]
        return self._sources[value] if isinstance(value, int) else value

    def _text(self, rest: str) -> Any:
        if rest.startswith(_MARK):
            return rest
        return self._texts[int(rest)] if rest else next(self._fresh)


def _ordered(value: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """Yield an object's fields as a script goes through them: those that are whole numbers first, by size."""
    if any(map(str.isdecimal, value)):
        return sorted(value.items(), key=lambda pair: (0, int(pair[0])) if pair[0].isdecimal() else (1, 0))
    return value.items()


def _json(part: Any, encoding: str) -> bytes:
    """Return JSON in which a letter that the encoding has not is written by its number."""
    text = json.dumps(part, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if encoding == "utf-8":
        return text.encode()
    unknown = {ord(letter): json.dumps(letter)[1:-1] for letter in set(text) if not _has(encoding, letter)}
    return text.translate(unknown).encode(encoding)


def _has(encoding: str, letter: str) -> bool:
    try:
        return bool(letter.encode(encoding))
    except UnicodeEncodeError:
        return False


def _parts(packed: bytes) -> Iterator[bytes]:
    content, at = gzip.decompress(packed), 0
    while at < len(content):
        (size,) = struct.unpack_from("<I", content, at)
        yield content[at + 4 : at + 4 + size]
        at += 4 + size
