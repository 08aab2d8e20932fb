"""The action `message`: done with the sending, and what it may answer."""

import pytest

from engine.actions import TYPES
from engine.i18n import gettext


def test_a_message_is_kept_with_the_sending() -> None:
    assert TYPES["message"].is_act
    assert not TYPES["message"].may_refuse


@pytest.mark.parametrize("key", TYPES["message"].messages_by_key)
def test_what_it_may_answer_is_said_in_french(key: str) -> None:
    message = TYPES["message"].messages_by_key[key]

    assert gettext("fr", message) != message
