"""The action `save_profile`: asked for by the fields themselves."""

from engine.actions import TYPES, SaveProfile
from tests.definitions.written import procedure

STEPS = """
  - step: a
    title: A
    fields:
      - {field: x, type: tel, label: X%s}
"""
SAVED = ", save_to: profile.contact.telephone"
HEAD = "procedure: essai\ntitle: Essai\nfor: account\n"


def test_the_account_keeps_answers_with_the_sending() -> None:
    assert TYPES["save_profile"].is_act
    assert not TYPES["save_profile"].may_refuse


def test_a_field_that_is_kept_asks_for_it() -> None:
    acts = procedure(STEPS % SAVED, HEAD).acts

    assert [type(one) for one in acts] == [SaveProfile]


def test_it_is_done_once_when_it_is_written_too() -> None:
    acts = procedure(STEPS % SAVED, HEAD + "actions: [{save_profile: {}}, {receipt: {}}]\n").acts

    assert [type(one) for one in acts] == [SaveProfile]


def test_nothing_is_kept_when_no_field_says_so() -> None:
    assert procedure(STEPS % "", HEAD).acts == ()


def test_a_procedure_that_only_keeps_answers_makes_no_submission() -> None:
    kept = procedure(STEPS % SAVED, HEAD + "actions: [{save_profile: {}}]\n")

    assert kept.is_direct
