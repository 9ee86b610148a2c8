"""Rule files on disk -> plain documents and models. The only door to YAML.

`load` and `handbook` are the way in for the program, `checking` finds all mistakes, `shapes` says what files
may contain.
"""

from pathlib import Path
from typing import Any

from bot.adapters.rule_files.findings import BrokenRules
from bot.adapters.rule_files.folder import read_folder, rules_folder

__all__ = ["BrokenRules", "load_handbook", "plain_documents", "rules_folder"]


def __getattr__(name: str) -> Any:
    """Load what needs the vocabulary on first use: a verdict needs none of it."""
    if name == "load_handbook":
        from bot.adapters.rule_files.handbook import load_handbook  # noqa: PLC0415 - see above

        return load_handbook
    raise AttributeError(name)


def plain_documents(folder: Path) -> dict[str, Any]:
    """Every YAML file of the folder as plain data, by file name without ending.

    Raises:
        BrokenRules: a file is not the YAML that rule files are written in.
    """
    from bot.adapters.rule_files.documents import read_document  # noqa: PLC0415 - YAML is slow to import

    documents: dict[str, Any] = {}
    for name, raw in read_folder(folder).files.items():
        document, findings = read_document(name, raw)
        if findings:
            raise BrokenRules(findings)
        documents[name.removesuffix(".yaml")] = document.data
    return documents
