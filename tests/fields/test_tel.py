"""The field type `tel`: what is typed, and its answer or the message it gets."""

import subprocess
import sys
from typing import Any

import pytest

from tests.fields.cases import cases_of, field_of, outcome


@pytest.mark.parametrize(("spec", "typed", "expected"), cases_of("tel"))
def test_takes_or_refuses_what_is_typed(spec: dict[str, Any], typed: Any, expected: Any) -> None:
    found = outcome(spec, typed)

    assert found == expected


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+33492000000", "04 92 00 00 00"),
        ("+590590123456", "0590 12 34 56"),
        ("+262639012345", "0639 01 23 45"),
        ("+3225551212", "+32 2 555 12 12"),
        # Dialled in France, it would be one of Martinique.
        ("+33596500000", "+33 5 96 50 00 00"),
        ("à demander", "à demander"),
    ],
)
def test_is_shown_as_it_is_dialled(kept: str, shown: str) -> None:
    field = field_of({"type": "tel"}).field

    found = field.show(kept, "fr")

    assert (found, field.raw(kept)) == (shown, [shown])


def test_a_site_that_asks_for_no_number_does_not_load_the_numbering_plans() -> None:
    code = "import sys, engine.fields; sys.exit('phonenumbers' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], check=False)

    assert done.returncode == 0
