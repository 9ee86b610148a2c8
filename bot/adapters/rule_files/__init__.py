"""Rule files on disk -> plain documents and models. The only door to YAML."""

from pathlib import Path
from typing import Any

import yaml


def plain_documents(folder: Path) -> dict[str, Any]:
    """Every YAML file of the folder as plain data, by file name without ending."""
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in sorted(folder.glob("*.yaml"))}
