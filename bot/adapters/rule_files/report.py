"""Findings for their readers: a coach at a terminal, a program, a code host's checks.

cautions.yaml:9:7: unknown key "experiance". Did you mean "experience"?
      9 |       experiance: [beginner]
        |       ^
"""

from collections.abc import Callable, Mapping

import orjson

from bot.adapters.rule_files.findings import Finding, Findings, Severity


def as_text(findings: Findings) -> str:
    """Every finding with its source line and a caret, then a summary."""
    blocks = [_with_source(each) for each in findings.items]
    return "\n".join([*blocks, _summary(findings)])


def _with_source(finding: Finding) -> str:
    if not finding.source_line.strip():
        return finding.as_line
    caret = " " * (finding.column - 1) + "^"
    return f"{finding.as_line}\n{finding.line:7} | {finding.source_line}\n{'':7} | {caret}"


def _summary(findings: Findings) -> str:
    errors, warnings = len(findings.errors), len(findings.warnings)
    if not errors and not warnings:
        return "All rule files are in order."
    return f"{_count(errors, 'error')}, {_count(warnings, 'warning')}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def as_json(findings: Findings) -> str:
    """The findings as one JSON list."""
    rows = [
        {
            "file": each.file,
            "line": each.line,
            "column": each.column,
            "severity": each.severity.value,
            "message": each.message,
        }
        for each in findings.items
    ]
    return orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode()


def as_github(findings: Findings) -> str:
    """One workflow command per finding, which a code host shows beside the line."""
    return "\n".join(
        f"::{each.severity.value} {_place(each)}::{_escaped(each.message)}" for each in findings.items
    )


def _place(finding: Finding) -> str:
    return f"file={finding.file},line={finding.line},col={finding.column}"


def _escaped(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMATS: Mapping[str, Callable[[Findings], str]] = {"text": as_text, "json": as_json, "github": as_github}


def passes(findings: Findings, *, strict: bool) -> bool:
    """Whether the rules may be used: no error, and when strict no warning."""
    return not any(strict or each.severity is Severity.ERROR for each in findings.items)
