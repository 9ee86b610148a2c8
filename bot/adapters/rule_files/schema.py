"""JSON Schemas of the rule files, for editors: written from the same shapes that check them.

A rule file points to its schema in its first line:

    # yaml-language-server: $schema=./cautions.schema.json
"""

from collections.abc import Mapping
from typing import Any

import orjson
from pydantic import BaseModel

from bot.adapters.rule_files.checking import SHAPES
from bot.adapters.rule_files.shapes.cases import CasesShape
from bot.adapters.rule_files.shapes.overrides import OverridesShape

ALL_SHAPES: Mapping[str, type[BaseModel]] = {**SHAPES, "overrides": OverridesShape, "tests": CasesShape}


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 7) of one kind of rule file."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **_draft_7(ALL_SHAPES[name].model_json_schema()),
    }


def _draft_7(schema: Any) -> Any:
    """The schema with draft 7's name for shared parts, and without generated titles and defaults."""
    match schema:
        case dict():
            return {
                {"$defs": "definitions"}.get(key, key): _draft_7(value)
                for key, value in schema.items()
                if not (key == "title" and isinstance(value, str))
                and not (key == "default" and value is None)
            }
        case list():
            return [_draft_7(each) for each in schema]
        case str():
            return schema.replace("#/$defs/", "#/definitions/")
        case _:
            return schema


def as_file(name: str) -> str:
    """The schema as the text of its file."""
    return orjson.dumps(schema_of(name), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode() + "\n"


def file_name(name: str) -> str:
    """What the file is called beside the rule files."""
    return f"{name}.schema.json"
