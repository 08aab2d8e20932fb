"""Views that are loaded when they are first asked for.

Most processes never draw most pages: what these need, ciphers or QR codes, neither slows the
start nor takes memory before somebody asks.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from flask import Response

PAGES = "engine.web"


def lazily(page: str) -> Callable[..., Response]:
    """The view named as `accounts.codes.show_mine`: its module is below `engine.web`.

    A test loads every one of them, so that none is misnamed.
    """

    def view(**arguments: Any) -> Response:
        answer: Response = loaded(page)(**arguments)
        return answer

    view.__name__ = page.replace(".", "_")
    view.__doc__ = f"`{page}`, once it is loaded."
    view.page = page  # type: ignore[attr-defined]
    return view


@cache
def loaded(page: str) -> Callable[..., Response]:
    """The view itself."""
    module, _dot, name = page.rpartition(".")
    found: Callable[..., Response] = getattr(import_module(f"{PAGES}.{module}"), name)
    return found
