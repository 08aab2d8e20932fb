"""The rule `D209`: a function that is given too much or too little."""

from engine.checks.rule import ProblemRule


class WrongArity(ProblemRule):
    """A function is given more values than it takes, or fewer.

        text: "{{ plural(nombre, 'document') }}"

    Write it as it is told: `plural(n, "one", "many")`.
    """

    code = "D209"
    kind = "arity"
