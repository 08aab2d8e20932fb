import time
from collections.abc import Callable
from decimal import Decimal

import pytest

from engine.expressions import UNKNOWN, Scope, compiled, decide, infer, parse, parse_template
from engine.expressions.types import INTEGER
from engine.source.positions import NOWHERE
from tests.expressions.written_cases import line

LONGEST = 0.010
SCOPE = Scope({"x": INTEGER})
HOSTILE = {
    "a text times a power": '"a"*10**9',
    "a tower of powers": "9**(9**9)",
    "a width in a format": '"%2000000000d" % x',
    "ten thousand brackets": "(" * 10_000 + ")" * 10_000,
    "as many brackets as fit": "(" * 999 + "x" + ")" * 999,
    "open brackets": "[" * 1_999,
    "calls in calls": "round(" * 300 + "x" + ")" * 300,
    "a number of 400 digits": "9" * 400,
    "a number in base 16": "0x" + "f" * 1_900,
    "a large exponent": "1e999999999",
    "a small exponent": "1e-999999999",
    "an exponent of 22 digits": "1e9999999999999999999999",
    "a text of a million characters": '"' + "a" * 1_000_000 + '"',
    "signs": "-" * 1_999 + "1",
    "negations": "not " * 499 + "x",
    "dots": "x" + ".a" * 999,
    "subscripts": "x" + "[0]" * 600,
    "a long sum": "+".join(["1"] * 999),
    "alternatives": "x if x else " * 160 + "x",
    "comparisons": "x<" * 900 + "x",
    "quotes": '"' * 1_999,
    "backslashes": "\\" * 1_999,
    "texts in formats": 'f"{' * 400,
    "wide letters": "é" * 1_999 + "(",
    "nothing": "\0",
    "half a letter": "\ud800",
    "a lambda": "lambda " + "x," * 500 + "x: 1",
}


def seconds(work: Callable[[], object]) -> float:
    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(3))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_expression_is_refused_at_once(text: str) -> None:
    syntax, problems = parse(text, NOWHERE)

    assert syntax is None
    assert {problem.kind for problem in problems} <= {"syntax", "forbidden"}
    assert problems
    assert seconds(lambda: parse(text, NOWHERE)) < LONGEST


@pytest.mark.parametrize("text", ["{{" * 5_000, "{{ x }}" * 5_000, "{{ '" * 100, "x" * 200_000])
def test_a_hostile_text_is_refused_at_once(text: str) -> None:
    template, problems = parse_template(text, NOWHERE)

    assert template is None
    assert problems
    assert seconds(lambda: parse_template(text, NOWHERE)) < LONGEST


GROWING = [
    "x * x * x * x * x",
    "s + s + s + s + s + s + s + s + s + s",
    'plural(x, s, "{n}" + s)',
    "text(d)",
    "round(d, 20)",
    "floor(d) + ceil(d)",
    "d / 7 * 7",
]
HUGE = {"x": 10**39, "s": "{n}" * 15_000, "d": "tiny"}


@pytest.mark.parametrize("text", GROWING)
@pytest.mark.parametrize("number", ["1e-999999", "1e999999", "NaN", "sNaN", "-Infinity", "0e-999"])
def test_a_value_that_grows_too_large_is_unknown(text: str, number: str) -> None:
    syntax, _ = parse(text, line(text))
    assert syntax is not None
    closure, environment = compiled(syntax), {**HUGE, "d": Decimal(number)}

    value = closure(environment)

    assert value is UNKNOWN
    assert seconds(lambda: closure(environment)) < LONGEST


def test_the_largest_conditions_are_decided_in_time() -> None:
    text = " and ".join(f"(a{n} or x > {n})" for n in range(60))
    scope = Scope({"x": INTEGER})
    syntax, _ = parse(text, NOWHERE)
    assert syntax is not None

    found = decide(syntax, scope)

    assert found == ()
    assert seconds(lambda: (infer(syntax, scope), decide(syntax, scope))) < LONGEST * 30
