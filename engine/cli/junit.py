"""Tests that were run, as JUnit writes them: what most continuous integrations read."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from engine.checks import sentence
from engine.services.testing import Ran, Report

UNREADABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(reports: Sequence[Report], language: str) -> str:
    """The whole file: a suite for each definition, a case for each test."""
    root = Element("testsuites")
    count(root, [test for one in reports for test in one.tests])
    for report in reports:
        suite = SubElement(root, "testsuite", name=report.path, errors=str(report.errors))
        count(suite, report.tests)
        if report.errors:
            case = SubElement(suite, "testcase", name=report.path, classname=report.procedure)
            SubElement(case, "error", message="guichet check")
        for test in report.tests:
            add(suite, report, test, language)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, "unicode")}\n'


def count(element: Element, tests: Sequence[Ran]) -> None:
    """How many tests there are, how many fail, how long they took."""
    element.set("tests", str(len(tests)))
    element.set("failures", str(sum(bool(one.failures) for one in tests)))
    element.set("time", f"{sum(one.seconds for one in tests):.3f}")


def add(suite: Element, report: Report, test: Ran, language: str) -> None:
    """A test, with what is not as it expects."""
    case = SubElement(
        suite,
        "testcase",
        name=readable(test.name),
        classname=report.procedure,
        file=report.path,
        line=str(test.line),
        time=f"{test.seconds:.3f}",
    )
    said = [
        f"{one.span.path}:{one.span.start.line}:{one.span.start.column}: {sentence(one, language)}"
        for one in test.failures
    ]
    if said:
        failure = SubElement(case, "failure", message=readable(said[0]))
        failure.text = readable("\n".join(said))


def readable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(
        one for one in text if one in "\n\t" or (one >= " " and one not in "\ufffe\uffff")
    )
