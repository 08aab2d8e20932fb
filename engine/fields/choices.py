"""Where the options of a choice come from."""

from dataclasses import dataclass

from engine.expressions import Syntax
from engine.fields.texts import Text
from engine.source.spec import Written, spec, written


class Detail:
    """A field inside an option: a field of any type."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One line of a list of choices."""

    value: str = spec("What is kept when it is chosen")
    label: Text = spec("What a person reads")
    help: Text | None = spec("What helps to choose, under the label", default=None)
    when: Syntax | None = spec("The condition under which it is offered", default=None)
    link: Text | None = spec("An address elsewhere: choosing it leaves the procedure", default=None)
    exclusive: bool = spec(
        "`true` for an option that excludes the others, in `choices`", default=False
    )
    renamed_from: str = spec(
        "Its value in the version before, for drafts that are open", default=""
    )
    detail: Detail | None = spec("A field that is asked when it is chosen", default=None)
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class ListedChoices:
    """Options written in the definition."""

    options: tuple[Option, ...]
    source: Written = written()


@dataclass(frozen=True, kw_only=True)
class TableChoices:
    """Options that are the rows of a reference table: found by search, or all of a short one."""

    table: str = spec("The name of a table of `forms/tables/`")
    search: Syntax | None = spec("The text that is looked for in the table", default=None)
    where: Syntax | None = spec("Which rows are offered; `row` is the row", default=None)
    at_most: int = spec("How many rows are shown", default=8)
    whole: bool = spec(
        "`true` to list every row, in the order of the file, without a search",
        key="all",
        default=False,
    )
    label: Text | None = spec("What a person reads of a row", default=None)
    always: tuple[Option, ...] = spec("Options offered last, whatever is found", default=())
    source: Written = written()


LISTED_MOST = 200  # rows of a table that are listed without a search


@dataclass(frozen=True, kw_only=True)
class ProfileChoices:
    """Options that are what the account knows: the persons of the file, the lodgings."""

    path: str = spec("A list of the profile, as `profile.personnes`", key="from")
    label: Text = spec("What a person reads of a row; `row` is the row")
    where: Syntax | None = spec("Which rows are offered; `row` is the row", default=None)
    always: tuple[Option, ...] = spec("Options offered last", default=())
    source: Written = written()


Choices = ListedChoices | TableChoices | ProfileChoices


def listed_values(choices: Choices) -> tuple[str, ...] | None:
    """The values a person may choose from, None when they depend on tables or profiles."""
    if not isinstance(choices, ListedChoices):
        return None
    return tuple(option.value for option in choices.options if option.link is None)


def listed_in(choices: Choices | None) -> tuple[Option, ...]:
    """The options written in a definition: all, or those offered last."""
    if choices is None:
        return ()
    return choices.options if isinstance(choices, ListedChoices) else choices.always
