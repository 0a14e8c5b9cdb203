"""The JSON schema of bloc.toml, for editors."""

from __future__ import annotations

import json

from geo.model.spec import BlocSpec

SCHEMA_FILE = "bloc.schema.json"


def schema_text() -> str:
    """Return the JSON schema of bloc.toml, as it ships in ``geo/data``: editors complete and check by it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **BlocSpec.model_json_schema()}
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"
