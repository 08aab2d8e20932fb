"""Whether a page with faults is seen to have them: otherwise all the other looks mean nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window

ADDRESS = "http://127.0.0.1:9/page"
GOOD = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bonjour</title>
</head>
<body>
<main>
<h1>Bonjour</h1>
<form method="post" hx-post="/page">
<p><label for="nom">Nom</label> <input id="nom" name="nom"></p>
<p><button>Suivant</button></p>
</form>
<noscript><p>Sans script.</p></noscript>
</main>
</body>
</html>
"""
PALE = "@media (prefers-color-scheme: dark) { h1 { color: #222; background: #000 } }"
FAULTS = {
    "Duplicate ID": ("<p><button>", '<p id="nom"><button>'),
    "HTML received: .*No “p” element in scope": ("<noscript>", "<p><div>bloc</div></p><noscript>"),
    "label: ": ('<label for="nom">Nom</label>', "Nom"),
    "color-contrast": ("<h1>", '<p style="color:#bbb;background:#fff">pâle</p><h1>'),
    r"(?s)color-contrast.*\(360 px dark, 1280 px dark\)": (
        "</head>",
        f"<style>{PALE}</style></head>",
    ),
    "html-has-lang": ('<html lang="fr">', "<html>"),
    "the page is": ("<h1>", '<p style="width:400px">large</p><h1>'),
}


def show(page: Page, html: str, **headers: str) -> None:
    """Show a document, as a server would send it."""
    page.route(
        ADDRESS, lambda route: route.fulfill(body=html, content_type="text/html", headers=headers)
    )
    page.goto(ADDRESS)


def test_a_page_without_fault_passes(open_window, look, javascript):
    page = open_window(javascript=javascript).page

    show(page, GOOD)

    look(page, "good")


@pytest.mark.parametrize("said", FAULTS)
def test_a_fault_is_said(
    open_window: Callable[..., Window], look: Callable[[Page, str], None], javascript, said
):
    page = open_window(javascript=javascript).page
    before, after = FAULTS[said]

    show(page, GOOD.replace(before, after))

    with pytest.raises(AssertionError, match=said):
        look(page, "bad")


def test_a_look_works_under_a_strict_policy_and_leaves_the_page_as_it_was(open_window, look):
    page = open_window(width=700, scheme="dark").page
    policy = {"Content-Security-Policy": "default-src 'self'; require-trusted-types-for 'script'"}

    show(page, GOOD, **policy)
    look(page, "strict")

    assert page.viewport_size == {"width": 700, "height": 900}
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_what_goes_wrong_in_a_window_is_heard(open_window):
    window = open_window()
    policy = {"Content-Security-Policy": "default-src 'self'"}
    wrong = '<script>var x = 1</script><img src="http://example.test/x.png" alt="x">'

    show(window.page, GOOD.replace("<h1>", wrong + "<h1>"), **policy)
    heard = "\n".join(window.faults)
    window.expect("Content Security Policy", "example.test")

    assert "Executing inline script violates" in heard
    assert window.unexpected() == []
