"""The application that a WSGI server serves: it reads the environment, nothing else.

The commands of `guichet` are those of Flask too: `flask --app app check`.
"""

import os

import click
from flask.cli import AppGroup

from engine.cli import main
from engine.settings import Settings
from engine.web import create_app


class Commands(AppGroup):
    """The commands of `guichet`: one is loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return main.list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, None when there is none."""
        return main.get_command(ctx, cmd_name)


app = create_app(Settings.of(os.environ))
app.cli = Commands(app.name)
