"""The acts of accounts: what they may answer is said in French, with its values."""

import string
from collections.abc import Mapping
from typing import Any

import pytest

from engine.actions import TYPES
from engine.i18n import gettext

NAMES = ("sign_in", "activate_account", "request_password_reset", "set_password")
VALUES: Mapping[str, Any] = {
    "wait": "5 minutes", "minutes": 5, "minimum": 12, "maximum": 128, "word": "taxe",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_an_act_is_done_at_once_and_may_be_refused(name: str) -> None:
    assert TYPES[name].type_name == name
    assert TYPES[name].is_act
    assert TYPES[name].may_refuse


@pytest.mark.parametrize(
    ("name", "key"), [(name, key) for name in NAMES for key in TYPES[name].messages_by_key]
)
def test_every_refusal_is_said_in_french(name: str, key: str) -> None:
    message = TYPES[name].messages_by_key[key]

    said = gettext("fr", message, **VALUES)

    assert said != message.format(**VALUES)
    assert {place for _, place, _, _ in string.Formatter().parse(message) if place} <= set(VALUES)


def test_who_signs_in_wrongly_reads_the_neutral_sentence() -> None:
    said = gettext("fr", TYPES["sign_in"].messages_by_key["refused"])

    assert said == "Identifiant ou mot de passe incorrect."
