"""The plan of a procedure: a picture that serves with the keyboard, and the same in words."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Window
from tests.browser.steps import Visit

Look = Callable[[Page, str], None]
# The texts that are drawn outside the box they stand in.
OUTSIDE = """() => [...document.querySelectorAll(".plan .box")].flatMap(box => {
  const frame = box.querySelector(".outline").getBBox();
  return [...box.querySelectorAll("text")].filter(text => {
    const own = text.getBBox();
    return own.x < frame.x - 1 || own.x + own.width > frame.x + frame.width + 1;
  }).map(text => text.textContent);
})"""


def test_a_plan_is_followed_with_the_keyboard(
    site: Site, open_window: Callable[..., Window], look: Look, javascript: bool
):
    visit = Visit.of(open_window(javascript=javascript), site)
    visit.open("/_personnes")
    visit.page.locator("button[value=agent]").click()
    visit.page.wait_for_load_state()
    visit.open("/bureau/demarches")
    visit.follow("Envoyer des documents", "Plan de la démarche « Envoyer des documents »")
    if javascript:
        look(visit.page, "plan of a procedure")
        assert visit.page.evaluate(OUTSIDE) == []

    second = visit.page.locator(".plan a.card").nth(1)
    second.focus()
    visit.page.keyboard.press("Enter")

    expect(visit.page.locator(".told :target")).to_be_visible()
    expect(visit.page.locator(".told details[open]")).to_have_count(1)
