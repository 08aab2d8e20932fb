"""What the first page of a step weighs, with everything that a browser loads for it."""

import gzip
from collections.abc import Callable

from playwright.sync_api import Page, Response

from tests.browser.conftest import Site, Window
from tests.browser.steps import START, Visit

MOST = 30_000  # bytes, gzip
WITH_UPLOADS = 32_500  # with the script of uploads, and that of the session


def loaded(page: Page, address: str) -> list[Response]:
    """What a browser receives for a page, its parts included."""
    responses: list[Response] = []

    def keep(response: Response) -> None:
        responses.append(response)

    page.on("response", keep)
    page.goto(address, wait_until="networkidle")
    return responses


def test_everything_that_a_step_loads_weighs_little(site: Site, open_window: Callable[..., Window]):
    window = open_window()
    Visit.of(window, site).sign_in()

    responses = loaded(window.context.new_page(), site.url(f"{START}?nouveau=1"))

    weights = {one.url.rpartition("/")[2]: len(gzip.compress(one.body(), 9)) for one in responses}
    for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
        print(f"{weight:6} {name}")
    print(f"{sum(weights.values()):6} in all")
    assert len(weights) >= 5
    assert sum(weights.values()) <= MOST


def test_the_step_with_files_weighs_little_too(site: Site, open_window: Callable[..., Window]):
    window = open_window()
    visit = Visit.of(window, site).sign_in().begin().load().name().kind().person()

    responses = loaded(window.context.new_page(), visit.page.url)

    weights = [len(gzip.compress(one.body(), 9)) for one in responses]
    print(f"{sum(weights):6} in all, with the script of uploads")
    assert sum(weights) <= WITH_UPLOADS


def test_what_travels_is_compressed_and_kept(site: Site, open_window: Callable[..., Window]):
    page = open_window().page

    responses = loaded(page, site.url("/"))

    texts = [one for one in responses if not one.url.endswith("theme.css")]
    plain = [one.url for one in texts if one.header_value("content-encoding") is None]
    assert [url for url in plain if not url.endswith(".svg")] == []
    for one in texts[1:]:
        assert "immutable" in (one.header_value("cache-control") or ""), one.url
