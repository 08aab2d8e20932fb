"""The action `change_email`, and what it may answer."""

import pytest

from engine.actions import TYPES
from engine.i18n import gettext


def test_it_is_done_at_once_and_may_be_refused() -> None:
    assert TYPES["change_email"].is_act
    assert TYPES["change_email"].may_refuse


@pytest.mark.parametrize("key", TYPES["change_email"].messages_by_key)
def test_what_it_may_answer_is_said_in_french(key: str) -> None:
    message = TYPES["change_email"].messages_by_key[key]

    assert gettext("fr", message, wait="5 minutes") != message.format(wait="5 minutes")
