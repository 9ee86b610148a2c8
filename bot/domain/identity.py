"""A value as a key by identity: for remembering what was derived from a frozen value.

Frozen values are equal when all their parts are; comparing a dossier costs more than most derivations.

    >>> Same(report) == Same(report), Same(report) == Same(copy(report))
    (True, False)
"""

from typing import Generic, TypeVar

from typing_extensions import override

Value = TypeVar("Value")


class Same(Generic[Value]):
    """Equal to another one of the very same object; it keeps the object alive, so identities stay unique."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    @override
    def __hash__(self) -> int:
        return id(self.value)
