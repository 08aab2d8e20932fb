"""The colours of a site are a style, and nothing but colours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client
from tests.web.site import Site

DEMONSTRATION = "sites/demonstration.yaml"


@pytest.mark.parametrize(
    ("accent", "shown"),
    [('"#123456"', "--accent: #123456;"), ('"red; } body { display: none"', "--accent: #0b5e63;")],
)
def test_a_site_has_its_own_colours(
    open_site: Callable[..., Site], forms: Path, accent: str, shown: str
) -> None:
    site = forms / DEMONSTRATION
    site.write_text(site.read_text() + f"theme: {{accent: {accent}}}\n")

    style = Client(open_site().app).http.get("/theme.css").text

    assert shown in style
    assert "display" not in style
