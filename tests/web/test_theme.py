"""The colours of a site are a style, and nothing but colours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client
from tests.web.site import Site

DEMONSTRATION = "sites/msa.yaml"


@pytest.mark.parametrize(
    ("accent", "shown"),
    [('"#123456"', "--accent: #123456;"), ('"red; } body { display: none"', "--accent: #0b5e63;")],
)
def test_a_site_has_its_own_colours(
    open_site: Callable[..., Site], forms: Path, accent: str, shown: str
) -> None:
    file, site = forms / DEMONSTRATION, open_site()
    client = Client(site.app)
    client.open("/")

    file.write_text(file.read_text() + f"theme: {{accent: {accent}}}\n")
    site.look_at_forms()
    style = client.http.get("/theme.css").text

    assert shown in style
    assert "display" not in style
