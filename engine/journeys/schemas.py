"""Judging an answer by its JSON Schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from engine.journeys.accepting import Accepts, accepting


@dataclass(frozen=True)
class Fault:
    """What a schema refuses: the keyword that is not met, and what it asks for."""

    keyword: str
    wanted: Any


class Schema:
    """The JSON Schema (2020-12) of an answer, made ready when the first one is judged.

    The library takes a twentieth of a second to load: it is asked about what may be wrong.
    """

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.schema = schema

    @cached_property
    def _validator(self) -> Any:
        return import_module("jsonschema").Draft202012Validator(self.schema)

    @cached_property
    def _accepts(self) -> Accepts | None:
        return accepting(self.schema)

    def faults(self, answer: Any) -> Iterator[Fault]:
        """What is wrong with an answer."""
        if self._accepts is not None and self._accepts(answer):
            return
        for error in self._validator.iter_errors(answer):
            yield Fault(str(error.validator), error.validator_value)
