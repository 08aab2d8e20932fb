"""The tests of a procedure: what somebody answers, and what must come of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from engine.definitions.words import Parameter
from engine.source.nodes import Node
from engine.source.spec import Written, spec, written

# The day on which a test is run that says none.
USUAL_DAY = date(2026, 1, 15)


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """What must come of the answers of a test. What is not written is not looked at."""

    submitted: bool | None = spec("`true` when it is sent, `false` when it is not", default=None)
    step: str = spec("The step, or the group, at which one stops before the end", default="")
    exit: str = spec("The exit by which one leaves", default="")
    route: tuple[str, ...] | None = spec(
        "The steps, groups and exits that one comes to, all of them, in order", default=None
    )
    asked: tuple[str, ...] = spec("Fields, steps and groups that are asked", default=())
    not_asked: tuple[str, ...] = spec("Fields, steps and groups that are not", default=())
    errors: Mapping[str, str] = spec(
        "What is refused where one stops: for each field the message, as `required` or `max`, or"
        " some of its words; a check is `check`, and one that is said beside no field is called"
        " `checks[0]`",
        default={},
    )
    values: Mapping[str, Node] = spec(
        "Values worked out, and answers; of a field asked for each item, the list", default={}
    )
    offered: Mapping[str, tuple[str, ...]] = spec(
        "The options that are offered, for each field, all of them, in order", default={}
    )
    effects: tuple[str, ...] | None = spec(
        "What is done once it is sent, by the names of actions, all of it", default=None
    )
    owed: str = spec("What is to be paid, as `30.00`; `0` for nothing", default="")
    receipt: tuple[str, ...] = spec("Words of the receipt", default=())
    mail: tuple[str, ...] = spec(
        "Words of the mail: its address, its subject, its text", default=()
    )
    documents: tuple[str, ...] = spec("Words of the documents that are made", default=())
    text: tuple[str, ...] = spec("Words of the page of the exit", default=())
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class Test:
    """Somebody who fills in the procedure, and what must come of it."""

    __test__: ClassVar = False  # not one of those that pytest looks for

    name: str = spec("What it shows, in a few words", key="test")
    like: str = spec(
        "The name of a test above it: what is not said here is as it is there, but for `expect`",
        default="",
    )
    person: Mapping[str, Node] = spec(
        "Who fills in: `profile`, `email`, `name`, and what the account knows, as `personnes`",
        key="as",
        default={},
    )
    site: str = spec("The name of the site; the first that offers it if not said", default="")
    day: date | None = spec("The day on which it is filled in, in Paris", key="date", default=None)
    language: str = spec("The language of the person", default="")
    parameters: Mapping[str, Parameter] = spec("Parameters that are otherwise", default={})
    tables: Mapping[str, tuple[Mapping[str, str], ...]] = spec(
        "The rows of tables that are otherwise, all of them, each as `{column: value}`", default={}
    )
    link: Mapping[str, str] = spec("What comes with the address", default={})
    previous: tuple[Mapping[str, Node], ...] = spec(
        "What the person sent before, the last first: answers, and `sent_on`", default=()
    )
    answers: Mapping[str, Node] = spec(
        "What is answered, by the names of fields, in any order; for a group, the list of its"
        " items; for files, their names; `null` for what is left empty",
        default={},
    )
    expect: Expectation = spec("What must come of it")
    source: Written = written()

    def says(self, key: str) -> bool:
        """Whether a key is written in it."""
        return key in self.source.keys

    def like_test(self, base: "Test") -> "Test":
        """The same test, in which what is not said is as in another."""
        return replace(
            self,
            person=self.person if self.says("as") else base.person,
            site=self.site or base.site,
            day=self.day or base.day,
            language=self.language or base.language,
            parameters={**base.parameters, **self.parameters},
            tables={**base.tables, **self.tables},
            link=self.link if self.says("link") else base.link,
            previous=self.previous if self.says("previous") else base.previous,
            answers={**base.answers, **self.answers},
        )


def whole(tests: Iterable[Test]) -> tuple[Test, ...]:
    """The tests, each with what it takes from the one above that it is like."""
    found: dict[str, Test] = {}
    told = []
    for one in tests:
        base = found.get(one.like)
        test = one if base is None else one.like_test(base)
        found.setdefault(one.name, test)
        told.append(test)
    return tuple(told)
