"""Pages that are loaded when they are asked for."""

import pytest
from flask import Flask

from engine.web.lazily import lazily, loaded
from tests.web.site import Site


def pages(app: Flask) -> list[str]:
    """The names of all the pages that wait to be loaded."""
    found = [*app.view_functions.values(), *app.extensions.values()]
    return sorted({str(view.page) for view in found if hasattr(view, "page")})


def test_every_page_that_waits_is_there(site: Site) -> None:
    names = pages(site.app)

    views = [loaded(name) for name in names]

    assert len(names) > 20
    assert all(callable(view) for view in views)


def test_a_page_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(AttributeError):
        lazily("accounts.mine.nothing")()
