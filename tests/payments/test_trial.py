"""The provider `test`, and what all providers share: exact cents, signed words."""

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from engine.definitions.site import PaymentProvider
from engine.payments import PROVIDERS, ClosedError, ForgedError, Means, Order, open_provider
from engine.payments.base import PaymentError, amount_of, cents_of
from engine.payments.trial import SIGNATURE, Trial
from tests.conftest import NOON


@pytest.fixture
def means(tmp_path: Path) -> Means:
    return Means(folder=tmp_path / "payments", secret=b"secret", development=True)


@pytest.fixture
def trial(means: Means) -> Trial:
    return Trial.of(means)


def order(amount: str = "19.25") -> Order:
    return Order(
        number="ours", reference="G-1", amount=Decimal(amount), label="Taxe",
        email="", return_url="/retour", notice_url="/avis",
    )  # fmt: skip


def test_authors_name_the_providers_that_there_are() -> None:
    assert set(get_args(PaymentProvider)) == set(PROVIDERS)


def test_an_unknown_provider_is_refused(means: Means) -> None:
    with pytest.raises(ClosedError):
        open_provider("autre", means)


def test_the_test_provider_is_for_development(tmp_path: Path) -> None:
    with pytest.raises(ClosedError):
        open_provider("test", Means(folder=tmp_path, secret=b"secret"))


@pytest.mark.parametrize(
    ("amount", "cents"), [("0.01", 1), ("19.25", 1925), ("19.2", 1920), ("999999.99", 99_999_999)]
)
def test_amounts_become_whole_cents_and_back(amount: str, cents: int) -> None:
    assert cents_of(Decimal(amount)) == cents
    assert amount_of(cents) == Decimal(amount)


def test_an_amount_is_never_rounded_at_the_edge() -> None:
    with pytest.raises(ValueError, match="two decimals"):
        cents_of(Decimal("0.605"))


def test_an_operation_is_open_until_it_is_decided(trial: Trial) -> None:
    operation = trial.start(order()).number

    before = trial.ask(operation)
    trial.decide(operation, "refused", NOON)
    trial.decide(operation, "paid", NOON)

    assert (before.outcome, before.amount, before.order) == ("open", Decimal("19.25"), "ours")
    assert trial.ask(operation).outcome == "refused"


def test_what_it_notifies_is_signed(trial: Trial, tmp_path: Path) -> None:
    body, signature = trial.decide(trial.start(order()).number, "paid", NOON)
    other = Trial(tmp_path, b"another secret")

    assert trial.read(body, {SIGNATURE: signature}).outcome == "paid"
    with pytest.raises(ForgedError):
        trial.read(body + b" ", {SIGNATURE: signature})
    with pytest.raises(ForgedError):
        other.read(body, {SIGNATURE: signature})


@pytest.mark.parametrize("operation", ["", "..", "../../secret", "0" * 16, "é" * 16])
def test_an_operation_that_is_not_there_is_told(trial: Trial, operation: str) -> None:
    with pytest.raises(PaymentError):
        trial.ask(operation)
