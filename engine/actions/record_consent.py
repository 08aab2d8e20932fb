"""The action `record_consent`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.i18n import marked as _
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class RecordConsent(Action):
    """The evidence that a person agreed to texts: version, fingerprint of what was shown, time.

    Each text needs its box: a field of the type `consent`. What was agreed can only be added to;
    the person finds it in their account, with an attestation as a PDF.
    """

    type_name: ClassVar = "record_consent"
    told: ClassVar = _("the consent is recorded")
    is_act: ClassVar = True
    may_refuse: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "not_agreed": _("Tick the box of each text to continue."),
        "no_text": _("This text cannot be read now. Try again in a few minutes."),
    }

    texts: tuple[str, ...] = spec("The names of texts of `forms/texts/`")
