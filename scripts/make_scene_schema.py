"""Write what tells of the scene from its records: a JSON schema, a list in the docs, types for the front end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from layers.scene.model import SceneData

DOCS = Path(__file__).parent.parent / "docs"
SCHEMA, PROSE = DOCS / "scene.schema.json", DOCS / "scene.md"
TYPES = Path(__file__).parent / "front_end" / "types" / "scene.d.ts"
MADE = "Made by scripts/make_scene_schema.py from layers/scene/model.py"
BEGIN, END = "<!-- records: made by scripts/make_scene_schema.py -->\n", "<!-- end of records -->\n"


def scene_schema() -> dict[str, Any]:
    """Return the JSON schema of a scene as it stands in a page."""
    schema: dict[str, Any] = SceneData.model_json_schema(by_alias=True, mode="serialization")
    for part in (schema, *schema["$defs"].values()):
        fields = part.get("properties", {})
        if fields.get("line", {}).get("type") == "integer":  # where a row stands in its file does not travel
            del fields["line"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """Return the schema as its file holds it."""
    return json.dumps(scene_schema(), ensure_ascii=False, indent=1) + "\n"


def records_text() -> str:
    """Return every record with its fields as Markdown, the whole first; ``?`` marks what is left out where absent."""
    schema = scene_schema()
    parts = [("SceneData", schema), *sorted(schema["$defs"].items())]
    return "\n".join(line for name, part in parts if "properties" in part for line in _record(name, part))


def _record(name: str, part: dict[str, Any]) -> Iterator[str]:
    yield f"### {name}\n"
    yield " ".join(part.get("description", "").split("\n\n")[0].split()) + "\n"
    for field, told in part["properties"].items():
        absent = "" if field in part.get("required", ()) else "?"
        meaning = told.get("description", "")
        yield f"- `{field}`{absent} {_kind(told)}" + (f": {meaning}" if meaning else "")
    yield ""


def _kind(told: dict[str, Any]) -> str:
    if "$ref" in told:
        return str(told["$ref"].rpartition("/")[2])
    if "anyOf" in told:
        return " or ".join(dict.fromkeys(_kind(one) for one in told["anyOf"]))
    if "enum" in told:
        return " or ".join(f"`{value}`" for value in told["enum"])
    if told.get("type") == "array":
        return f"list of {_kind(told['items'])}" if "items" in told else "list"
    if isinstance(told.get("additionalProperties"), dict):
        return f"{_kind(told['additionalProperties'])} by key"
    return str(told.get("type", told.get("const", "any")))


def prose_with_records(prose: str) -> str:
    """Return docs/scene.md with its list of records made anew."""
    before, _, rest = prose.partition(BEGIN)
    return before + BEGIN + "\n" + records_text() + "\n" + END + rest.partition(END)[2]


def types_text() -> str:
    """Return the records as ambient types of TypeScript, for the front end's modules."""
    schema = scene_schema()
    parts = {**schema.pop("$defs"), "SceneData": schema}
    lines = [f"// {MADE}; a field with ? is absent where it has its default.", "declare namespace Records {"]
    for name, part in sorted(parts.items()):
        fields = [_field(field, told, part) for field, told in part.get("properties", {}).items()]
        lines += [f"  interface {name} {{", *fields, "  }"] if fields else []
    return "\n".join([*lines, "}", ""])


def _field(name: str, told: dict[str, Any], part: dict[str, Any]) -> str:
    if name in part.get("required", ()):
        return f"    {name}: {_type(told)};"
    return f"    {name}?: {_type(told).removesuffix(' | null')};"  # what would be null is absent


def _type(told: dict[str, Any]) -> str:
    if "$ref" in told:
        return str(told["$ref"].rpartition("/")[2])
    if "anyOf" in told:
        return " | ".join(dict.fromkeys(_type(one) for one in told["anyOf"]))
    if "const" in told or "enum" in told:
        return " | ".join(json.dumps(value) for value in told.get("enum", [told.get("const")]))
    if "prefixItems" in told:
        return f"[{', '.join(_type(one) for one in told['prefixItems'])}]"
    if told.get("type") == "array":
        return f"Array<{_type(told['items'])}>"
    if told.get("type") == "object":
        return f"Record<string, {_type(told['additionalProperties'])}>"
    return {"integer": "number"}.get(told["type"], str(told["type"]))


def main() -> None:
    """Write all three."""
    TYPES.write_text(types_text(), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    PROSE.write_text(prose_with_records(PROSE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
