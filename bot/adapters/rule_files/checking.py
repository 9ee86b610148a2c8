"""All that can be wrong in a folder of rules, found in one go: the one check, for start and command alike.

>>> examined = examine(read_folder(Path("rules")))
>>> examined.findings.errors
()
"""

import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from bot.adapters.rule_files.catalogue_checks import check_catalogue
from bot.adapters.rule_files.complaints import checked
from bot.adapters.rule_files.crosschecks import block, crosscheck
from bot.adapters.rule_files.documents import Document, read_document
from bot.adapters.rule_files.findings import (
    Finding,
    Findings,
    Severity,
    did_you_mean,
    in_order,
)
from bot.adapters.rule_files.folder import OVERRIDES, RuleFolder
from bot.adapters.rule_files.lints import lint
from bot.adapters.rule_files.shapes.cautions import CautionsShape, SourcesShape
from bot.adapters.rule_files.shapes.overrides import OverridesShape
from bot.adapters.rule_files.shapes.recovery import RecoveryShape
from bot.adapters.rule_files.shapes.vocabulary import (
    ExercisesShape,
    MusclesShape,
    TechniquesShape,
    WordsShape,
)

SHAPES: Mapping[str, type[BaseModel]] = {
    "cautions": CautionsShape,
    "recovery": RecoveryShape,
    "sources": SourcesShape,
}
#: Files that stay as they are written.
VOCABULARY: Mapping[str, type[BaseModel]] = {
    "exercises": ExercisesShape,
    "muscles": MusclesShape,
    "techniques": TechniquesShape,
    "notation": WordsShape,
    "questions": WordsShape,
    "red-flags": WordsShape,
    "circumstances": WordsShape,
}


@dataclass(frozen=True, slots=True)
class Examined:
    """What is wrong, and, if no error is among it, the documents in their normal form."""

    findings: Findings
    documents: dict[str, Any]


def examine(folder: RuleFolder) -> Examined:
    """Read and check every rule file of the folder."""
    # A hundred thousand small nodes without cycles: looking for garbage among them takes half the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _examine(folder)
    finally:
        if collecting:
            gc.enable()


def _examine(folder: RuleFolder) -> Examined:
    findings: list[Finding] = list(_names(folder))
    read: dict[str, Document] = {}
    normal: dict[str, Any] = {}
    for name, raw in folder.files.items():
        stem = name.removesuffix(".yaml")
        document, broken = read_document(folder.shown(name), raw)
        findings += broken
        if document.data is None:
            continue
        read[stem], normal[stem] = document, document.data
        if stem in SHAPES:
            normal[stem], wrong = checked(document, SHAPES[stem])
            findings += wrong
        elif stem.startswith(OVERRIDES):
            normal[stem], wrong = checked(document, OverridesShape)
            findings += wrong
        elif stem in VOCABULARY:
            findings += checked(document, VOCABULARY[stem])[1]
    findings += crosscheck(read)
    if "exercises" in read:
        muscles = tuple(block(read["muscles"].data, "muscles")) if "muscles" in read else ()
        findings += check_catalogue(read["exercises"], muscles)
    if not any(each.severity is Severity.ERROR for each in findings):
        findings += lint(read)
    return Examined(in_order(findings), normal)


def _names(folder: RuleFolder) -> Iterator[Finding]:
    """Files that are missing, and files that nobody reads."""
    known = [f"{stem}.yaml" for stem in (*SHAPES, *VOCABULARY)]
    for name in known:
        if name not in folder.files:
            yield Finding(folder.shown(name), 1, 1, "this rule file is missing.")
    for name in folder.files:
        if name not in known and not name.startswith(OVERRIDES):
            hint = did_you_mean(name, known)
            yield Finding(
                folder.shown(name), 1, 1, f"nobody reads a file of this name. {hint}", Severity.WARNING
            )
