"""What the shapes say about a document, as findings at file, line and column, in a coach's words.

>>> [each.as_line for each in checked(document, CautionsShape)[1]]
['cautions.yaml:9:7: unknown key "experiance". Did you mean "experience"? ...']
"""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from bot.adapters.rule_files.documents import AtKey, Document, Path
from bot.adapters.rule_files.findings import Finding, did_you_mean, nearest
from bot.adapters.rule_files.shapes.scalars import as_written


def checked(document: Document, shape: type[BaseModel]) -> tuple[Any, tuple[Finding, ...]]:
    """The document in its normal form (None when it is broken), and all mistakes."""
    try:
        return shape.model_validate(document.data).model_dump(), ()
    except ValidationError as error:
        return None, tuple(_findings(document, shape, error))


def _findings(document: Document, shape: type[BaseModel], error: ValidationError) -> Iterator[Finding]:
    errors = error.errors(include_url=False, include_input=True)
    misspelt = {
        (*each["loc"][:-1], nearest(str(each["loc"][-1]), _known(shape, each["loc"][:-1])))
        for each in errors
        if each["type"] == "extra_forbidden"
    }
    for each in errors:
        path: Path = each["loc"]
        match each["type"]:
            case "complaints":
                for below, message in each["ctx"]["complaints"]:
                    yield _placed(document, path, below, message)
            case "extra_forbidden":
                hint = did_you_mean(str(path[-1]), _known(shape, path[:-1]))
                yield document.at_key(path, f'unknown key "{path[-1]}". {hint}')
            case "missing" if path not in misspelt:
                yield document.at(path[:-1], f'"{path[-1]}" is missing here.')
            case "missing":
                pass  # told already: it is there, but misspelt
            case kind:
                yield document.at(path, _shape_message(kind, each["input"]))


def _placed(document: Document, path: Path, below: Path, message: str) -> Finding:
    """A finding at a value below a path, or at a key where its last step says so."""
    at = document.at_key if below and isinstance(below[-1], AtKey) else document.at
    return at((*path, *below), message)


def _shape_message(kind: str, value: Any) -> str:
    """Words for a value of a wrong build."""
    match kind:
        case "list_type":
            return f"expected a list (got {as_written(value)})."
        case "too_short" | "too_long":
            much = "few" if kind == "too_short" else "many"
            return f"this list has too {much} entries ({len(value)})."
        case _:
            return f"expected key: value lines (got {as_written(value)})."


def _known(shape: Any, path: Path) -> tuple[str, ...]:
    """The keys that a shape knows at a path."""
    for step in path:
        shape = _inner(shape, step)
    return (
        tuple(field.alias or name for name, field in shape.model_fields.items()) if _is_shape(shape) else ()
    )


def _inner(shape: Any, step: str | int) -> Any:
    """The shape one step further down."""
    if _is_shape(shape) and step in shape.model_fields:
        return shape.model_fields[step].annotation
    if get_origin(shape) in (list, dict):
        return get_args(shape)[-1]
    return None


def _is_shape(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, BaseModel)
