"""The living page of the pieces."""

from flask import Response

from engine.web.rendering import render


def show() -> Response:
    """Every piece, with an example."""
    return render("development/pieces.html", {"fields": []})
