"""`guichet lsp`: what editors ask while a definition is written."""

import click

from engine.cli.editing.serving import Serving
from engine.cli.words import spoken_language


@click.command("lsp")
def command() -> None:
    """Answer an editor, in the language server protocol: mistakes as one types, keys and names.

    It completes keys and names, says what each is, and leads to where a name is written. An editor
    starts it by itself: docs/authors/editors.md says how.

    Example: guichet lsp
    """
    Serving(spoken_language()).server.start_io()
