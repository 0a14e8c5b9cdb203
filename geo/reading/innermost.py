"""What pydantic found wrong, each thing once. Beside the rows, so that bloc.toml is read without the tables' models."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails


def innermost(error: ValidationError) -> list[ErrorDetails]:
    """Return the errors of a model without those that only repeat one further in: a list is not too short as well."""
    details = error.errors(include_url=False)
    within = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["loc"] not in within]
