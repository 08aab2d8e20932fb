"""The rule `D601`: a test fails."""

from engine.checks.rule import Rule


class FailingTest(Rule):
    """A test of the definition does not end as it says.

        tests:
          - test: un adulte paie le plein tarif
            answers: {age: 40}
            expect: {values: {prix: "80.00"}}

    Put the procedure right, or what is expected. Nothing is published while a test fails. `guichet
    test` runs them; [tests.md](../tests.md) tells how they are written.
    """

    code = "D601"
