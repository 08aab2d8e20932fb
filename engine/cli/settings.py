"""The settings, or the sentences that say what is wrong with them."""

import os

import click

from engine.settings import Settings, SettingsError


def read_settings() -> Settings:
    """The settings of the environment; ends the command when they cannot be used."""
    try:
        return Settings.of(os.environ)
    except SettingsError as error:
        raise click.ClickException("\n".join(error.sentences)) from error
