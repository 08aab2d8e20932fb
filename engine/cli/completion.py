"""`guichet completion`: what makes a shell complete commands, options, names and paths."""

import click
from click.shell_completion import get_completion_class

PROGRAM = "guichet"
SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_GUICHET_COMPLETE"


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Write what makes the shell complete the commands: names of procedures and paths too.

    For bash, once: `guichet completion bash > ~/.local/share/bash-completion/completions/guichet`.
    For zsh: into a file `_guichet` of a folder of `fpath`. For fish: into
    `~/.config/fish/completions/guichet.fish`.

    Example: guichet completion bash
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(shell)
    click.echo(found(context.find_root().command, {}, PROGRAM, VARIABLE).source())
