"""The provider `test`: a page of the development server, where one decides what the bank says.

Its operations are files; what it notifies is signed as a real provider's would be.
"""

import hashlib
import hmac
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.payments.base import (
    ClosedError,
    ForgedError,
    Means,
    Operation,
    Order,
    Outcome,
    PaymentError,
    Told,
    amount_of,
    cents_of,
)

ADDRESS = "/_paiement/"
SIGNATURE = "X-Signature"
NUMBER = re.compile(r"[a-f0-9]{16}")
KEYS = {"order", "operation", "outcome", "cents", "at"}
OUTCOMES: Mapping[str, Outcome] = {
    "paid": "paid", "refused": "refused", "abandoned": "abandoned", "open": "open",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """The test provider: it exists in development only."""

    folder: Path
    secret: bytes = field(repr=False)
    origin: str = ""

    @classmethod
    def of(cls, means: Means) -> "Trial":
        """The provider; raises ClosedError outside development, where nobody would be paid."""
        if not means.development:
            raise ClosedError("the test provider of payments is for development only")
        means.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(means.folder, means.secret)

    def start(self, order: Order) -> Operation:
        """Keep the order as an operation."""
        number = secrets.token_hex(8)
        self._keep(
            number,
            {
                "order": order.number,
                "reference": order.reference,
                "cents": cents_of(order.amount),
                "label": order.label,
                "return_url": order.return_url,
                "notice_url": order.notice_url,
                "outcome": "open",
                "at": "",
            },
        )
        return Operation(number, ADDRESS + number)

    def ask(self, operation: str) -> Told:
        """What was decided of an operation."""
        return self._told({**self.load(operation), "operation": operation})

    def read(self, body: bytes, headers: Mapping[str, str]) -> Told:
        """What a notification says, when its signature is right."""
        given = headers.get(SIGNATURE, "")
        if not hmac.compare_digest(given.encode(), self._signed(body).encode()):
            raise ForgedError("the signature is wrong")
        try:
            said = json.loads(body)
            if not isinstance(said, dict) or set(said) != KEYS:
                raise ForgedError("the notification is not whole")
            return self._told(said)
        except (ValueError, PaymentError) as error:
            raise ForgedError("the notification cannot be read") from error

    def load(self, operation: str) -> dict[str, Any]:
        """An operation as it is kept; raises PaymentError for one that is not."""
        try:
            if not NUMBER.fullmatch(operation):
                raise PaymentError("no such operation")
            found: dict[str, Any] = json.loads(self._file(operation).read_bytes())
        except (OSError, ValueError) as error:
            raise PaymentError("no such operation") from error
        return found

    def decide(self, operation: str, outcome: Outcome, at: datetime) -> tuple[bytes, str]:
        """Decide of an operation, once; gives the notification of it and its signature."""
        kept = self.load(operation)
        if kept["outcome"] == "open":
            kept |= {"outcome": outcome, "at": at.isoformat()}
            self._keep(operation, kept)
        said = {name: kept[name] for name in KEYS - {"operation"}} | {"operation": operation}
        body = json.dumps(said, sort_keys=True).encode()
        return body, self._signed(body)

    def _told(self, said: Mapping[str, Any]) -> Told:
        outcome, cents = OUTCOMES.get(str(said["outcome"])), said["cents"]
        if outcome is None or not isinstance(cents, int):
            raise PaymentError("the operation cannot be read")
        at = str(said["at"]) or "1970-01-01T00:00:00+00:00"
        return Told(
            order=str(said["order"]), operation=str(said["operation"]), outcome=outcome,
            amount=amount_of(cents), at=datetime.fromisoformat(at),
        )  # fmt: skip

    def _signed(self, body: bytes) -> str:
        return hmac.new(self.secret, body, hashlib.sha256).hexdigest()

    def _file(self, operation: str) -> Path:
        return self.folder / f"{operation}.json"

    def _keep(self, operation: str, kept: Mapping[str, Any]) -> None:
        new = self.folder / f"{secrets.token_hex(8)}.new"
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(json.dumps(kept).encode())
        new.rename(self._file(operation))
