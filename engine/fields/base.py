"""What all field types share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from engine.expressions import NOTHING, TEXT, Chosen, Syntax, Type, Value
from engine.fields.choices import Choices, Detail
from engine.fields.texts import Text
from engine.i18n import format_date
from engine.i18n import marked as _
from engine.source.spec import Written, spec, written

Json = Any
Limits = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Field(Detail):
    """A question. Each type is a subclass in a file of its own."""

    type_name: ClassVar[str]
    widget: ClassVar[str] = "text"
    # Never kept in a draft, never shown again: passwords, codes.
    is_secret: ClassVar[bool] = False
    limit_names: ClassVar[tuple[str, ...]] = ()
    # The limits that JSON Schema has no word for: they are compared besides.
    unsaid_limits: ClassVar[frozenset[str]] = frozenset()
    # The message for an answer kept that a limit refuses now, when it is not the limit's own.
    limit_messages: ClassVar[Mapping[str, str]] = {}
    messages_by_key: ClassVar[Mapping[str, str]] = {}

    # The HTML attributes of its control, as `inputmode`; how wide it is drawn: "number", "date"…
    html: ClassVar[Mapping[str, str]] = {}
    width: ClassVar[str] = ""
    # The form that is wanted, shown beside the label.
    hint: ClassVar[str] = ""
    # Whether an answer is one of the options that the type offers by itself.
    is_option: ClassVar[bool] = False

    # Of a field that has several controls: what each is called, the token with which browsers
    # fill it in, those that may stay empty, those that hold digits.
    part_labels: ClassVar[Mapping[str, str]] = {}
    part_tokens: ClassVar[Mapping[str, str]] = {}
    optional_parts: ClassVar[frozenset[str]] = frozenset()
    parts_in_digits: ClassVar[frozenset[str]] = frozenset()
    parts_short: ClassVar[frozenset[str]] = frozenset()

    name: str = spec("The name of the field, unique in the procedure", key="field")
    label: Text | None = spec("The question, as short as it can be", default=None)
    help: Text | None = spec("What helps to answer, shown under the label", default=None)
    optional: bool | Syntax = spec(
        "`true` when a person may leave it empty, or the condition under which they may",
        default=False,
    )
    when: Syntax | None = spec("The condition under which it is asked", default=None)
    default: Syntax | None = spec("The answer proposed at first", default=None)
    prefill: Syntax | None = spec(
        "What the account knows already, as `profile.contact.telephone`: the answer proposed at"
        " first, and said to come from there",
        default=None,
    )
    save_to: str = spec(
        "Where the account keeps the answer once it is sent, as `profile.contact.telephone`",
        default="",
    )
    messages: Mapping[str, Text] = spec("Own wording of its error messages", default={})
    extra: Mapping[str, Json] = spec("JSON Schema keywords to add", key="schema", default={})
    renamed_from: str = spec("Its name in the version before, for drafts that are open", default="")
    autocomplete: str = spec("The HTML token with which browsers fill it in", default="")
    purpose: Text | None = spec("Why it is asked, for the register of processing", default=None)
    sensitive: bool = spec("`true` for data that the law protects more", default=False)
    source: Written = written()
    # The field whose option it stands in, if it does.
    detail_of: str = field(default="", compare=False, repr=False)

    choices: ClassVar[Choices | None] = None

    @property
    def token(self) -> str:
        """The HTML token with which browsers fill it in: what the author says, else the type's."""
        return self.autocomplete

    @property
    def is_asked(self) -> bool:
        """Whether a person answers it."""
        return self.kind() is not NOTHING

    @property
    def is_hidden(self) -> bool:
        """Whether persons never see it."""
        return False

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the controls of a field that has several."""
        return ()

    @property
    def needed_parts(self) -> frozenset[str]:
        """The parts that an answer always has."""
        return frozenset(self.parts) - self.optional_parts

    def parse(self, raw: Sequence[str]) -> Json:
        """The answer in what was typed, None when it is blank; raises InputError."""
        return " ".join(raw).strip() or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """The JSON Schema (2020-12) of an answer, under the limits worked out for it."""
        del limits
        return {"type": "string"}

    def kind(self) -> Type:
        """The type of an answer in expressions."""
        return TEXT

    def value(self, answer: Json) -> Value:
        """An answer, as kept in JSON, as a value of expressions."""
        value: Value = answer
        return value

    def raw(self, answer: Json) -> list[str]:
        """What a person would type to give this answer."""
        return [] if answer is None else [str(answer)]

    def propose(self, value: Value) -> list[str]:
        """What a person would type to answer by a value of expressions: a default, a prefill.

        The parts of an answer are taken from a record: one of the profile, or one that was chosen.
        """
        if not self.parts:
            return self.raw(value)
        record = value.row if isinstance(value, Chosen) else value
        return self.raw(record if isinstance(record, Mapping) else None)

    def measure(self, key: str, answer: Json) -> Value:
        """What the limit `key` is compared with: the answer itself, a length, a number."""
        del key
        return self.value(answer)

    def show(self, answer: Json, language: str) -> str:
        """The answer as a person reads it."""
        del language
        return str(answer)

    def show_limit(self, key: str, limit: Value, language: str) -> object:
        """The limit `key` as a message names it; a whole number stays one."""
        del key
        return format_date(limit, language) if isinstance(limit, date) else limit

    def offered(self, language: str) -> list[tuple[str, str]]:
        """The options that the type offers by itself, each with its label."""
        del language
        return []

    def affixes(self, language: str) -> tuple[str, str]:
        """What stands before and after its control: a unit, a currency."""
        del language
        return "", ""

    def message(self, key: str) -> str:
        """The English message for `key`, before it is translated and filled.

        A keyword added by `schema` may find a fault that the type has no words for.
        """
        common = COMMON_MESSAGES.get(key, COMMON_MESSAGES["invalid"])
        return self.messages_by_key.get(key, common)


COMMON_MESSAGES: Mapping[str, str] = {
    "required": _("{label}: this answer is required."),
    "pattern": _("{label}: check this answer, it is not in the expected form."),
    "invalid": _("{label}: check this answer."),
    "control": _("{label}: remove the characters that cannot be read."),
}

__all__ = ["COMMON_MESSAGES", "Field", "Json", "Limits", "_"]
