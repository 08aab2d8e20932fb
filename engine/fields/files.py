"""The field type `files`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from engine.expressions import FILES, Syntax, Type, Value
from engine.fields.base import Field, Json, Limits, _
from engine.fields.choices import Option
from engine.i18n import format_size, gettext, ngettext
from engine.source.spec import spec

Format = Literal["pdf", "jpeg", "png"]
FORMATS: Mapping[Format, str] = {"pdf": "PDF", "jpeg": "JPG", "png": "PNG"}
MEDIA_TYPES: Mapping[Format, str] = {
    "pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Files(Field):
    """Files that a person sends: several at once, in an order, their weight counted together."""

    type_name: ClassVar = "files"
    widget: ClassVar = "files"
    limit_names: ClassVar = ("max_files", "max_total_size")
    limit_messages: ClassVar[Mapping[str, str]] = {"max_files": "max", "max_total_size": "weight"}
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("Choose a file."),
        "type": _("The file “{name}” is not accepted. Send one of: {formats}."),
        "empty": _("The file “{name}” is empty."),
        "broken": _("The file “{name}” cannot be read or is damaged."),
        "encrypted": _(
            "The PDF “{name}” is protected by a password. Remove the protection and try again."
        ),
        "virus": _("“{name}”: this file is a security risk and was not kept."),
        "unscanned": _(
            "“{name}” could not be checked and was not kept. Try again in a few minutes."
        ),
        "too_many_pixels": _("The image “{name}” is too large: 50 million pixels at most."),
        "max_total_size": _(
            "The file “{name}” weighs {size}: {left} are left for this document."
            " It exceeds by {over}. Make it smaller or add it to another document."
        ),
        "max_files": _("You can send {limit} files at most: “{name}” was not added."),
        "max": _("{label}: {limit} files at most. Take some away."),
        "weight": _("{label}: {limit} at most, all files together. Take some away."),
        "interrupted": _("The sending of the file was interrupted. Try again."),
        "gone": _("This file is no longer in the list."),
    }

    accept: tuple[Format, ...] = spec(
        "The formats accepted, judged by content", default=("pdf", "jpeg", "png")
    )
    one_of: tuple[Option, ...] = spec(
        "The documents of which one is sent: which one is asked first, under the name of the field"
        " with `_piece` after it",
        default=(),
    )
    later: bool = spec(
        "`true` when one may say that it will be sent later: `x_piece` is then `later`",
        default=False,
    )
    already: bool = spec(
        "`true` when one may say that it was sent before: `x_piece` is then `already`",
        default=False,
    )
    max_files: Syntax | None = spec("The most files, 20 if not said", default=None)
    max_total_size: Syntax | None = spec("The most bytes together, as `3 MB`", default=None)

    @property
    def formats(self) -> str:
        """The formats accepted, as people name them."""
        return ", ".join(FORMATS[one] for one in self.accept)

    def parse(self, raw: object) -> Json:
        """Nothing: files are received one by one, not typed."""
        del raw
        return None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A list of files, at least one."""
        item = {
            "type": "object",
            "properties": {
                "id": {"type": "string"},
                "name": {"type": "string"},
                "media_type": {"enum": [MEDIA_TYPES[one] for one in self.accept]},
                "size": {"type": "integer", "minimum": 1},
                "pages": {"type": "integer", "minimum": 1},
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "thumbnail": {"type": "boolean"},
                "warning": {"type": "string"},
            },
            "required": ["id", "name", "media_type", "size", "sha256"],
            "additionalProperties": False,
        }
        most = limits.get("max_files", MOST_FILES)
        return {"type": "array", "items": item, "minItems": 1, "maxItems": most}

    def kind(self) -> Type:
        """A list of files."""
        return FILES

    def value(self, answer: Json) -> Value:
        """The files, in order."""
        return tuple(answer)

    def raw(self, answer: Json) -> list[str]:
        """Nothing can be typed again."""
        del answer
        return []

    def measure(self, key: str, answer: Json) -> Value:
        """How many files there are, or how much they weigh."""
        return len(answer) if key == "max_files" else sum(one["size"] for one in answer)

    def show_limit(self, key: str, limit: Value, language: str) -> object:
        """How many files, or how heavy they may be."""
        if key in {"max_total_size", "weight"} and isinstance(limit, int):
            return format_size(limit, language)
        return limit

    def show(self, answer: Json, language: str) -> str:
        """How many files and pages."""
        pages = sum(one.get("pages") or 1 for one in answer)
        files = ngettext(language, _("{n} file"), _("{n} files"), len(answer))
        return gettext(
            language,
            _("{files}, {pages}"),
            files=files,
            pages=ngettext(language, _("{n} page"), _("{n} pages"), pages),
        )


MOST_FILES = 20
