"""What all commands have in common: how they are found, helped, refused, stopped."""

import inspect
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from engine.cli import COMMANDS, PURPOSES, main
from engine.cli.files import FILE, FOLDER, read_bytes, read_text, write_text
from engine.cli.help import EXAMPLE
from engine.i18n import catalogue

ROOT = Path(__file__).parents[2]
ENGLISH = {"LC_ALL": "en_GB.UTF-8", "NO_COLOR": None}


def run(*arguments: object, language: str = "en_GB.UTF-8") -> Result:
    environment = {**ENGLISH, "LC_ALL": language}
    return CliRunner().invoke(main, list(map(str, arguments)), env=environment)


def start(*arguments: str, **streams: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "en_GB.UTF-8"}
    command = [sys.executable, "-m", "engine.cli", *arguments]
    return subprocess.Popen(command, env=environment, cwd=ROOT, **streams)


def test_alone_it_says_what_to_do_next() -> None:
    result = run()

    assert "guichet check" in result.stdout
    assert result.exit_code == 0


def test_the_help_lists_every_command_by_what_it_is_for() -> None:
    result = run("--help")

    listed = re.findall(r"^  ([a-z-]+)  ", result.output, re.MULTILINE)
    assert sorted(listed) == sorted(["--help", *COMMANDS])
    assert "Write a procedure:\n" in result.output
    assert "Others:" not in result.output


def test_the_help_loads_no_command() -> None:
    code = (
        "import sys; from engine.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print([one for one in sys.modules if one in "
        f"{sorted(COMMANDS.values())}])"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)

    assert told.stdout.decode().endswith("[]\n")


def test_the_help_speaks_french() -> None:
    result = run("check", "--help", language="fr_FR.UTF-8")

    assert "Afficher cette aide." in result.output
    assert "\n  Exemple\u00a0: guichet check forms/procedures/" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_an_example_and_its_place_in_the_manual(name: str) -> None:
    result = run(name, "--help")

    assert re.search(rf"guichet {name}\b", result.output.partition("Example:")[2])
    assert sum(name in names for names in PURPOSES.values()) == 1


def helps() -> Iterator[str]:
    """What the help of all commands says: each paragraph, each option."""
    context = click.Context(main, info_name="guichet")
    for command in (main, *(main.get_command(context, name) for name in COMMANDS)):
        assert command is not None
        yield from inspect.cleandoc(command.help or "").split("\n\n")
        yield from (one.help or "" for one in command.params if isinstance(one, click.Option))


def test_the_help_of_every_command_is_said_in_french() -> None:
    known = catalogue("fr").sentences

    said = {" ".join(text.split()) for text in helps() if not text.startswith(EXAMPLE)}

    assert sorted(text for text in said - {""} if text not in known) == []


def test_a_misspelt_command_is_told_with_the_nearest() -> None:
    result = run("chek")

    assert "There is no command “chek”. Did you mean: check?" in result.stderr
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "--jsn"], "There is no option --jsn. Did you mean: --json?"),
        (["withdraw"], "PROCEDURE is missing."),
        (["check", "README.m"], "README.m does not exist. Did you mean: README.md?"),
        (["check", "\0"], "does not exist."),
    ],
)
def test_wrong_use_is_one_sentence(arguments: list[str], sentence: str) -> None:
    result = run(*arguments)

    assert result.stderr.splitlines()[-1].endswith(sentence)
    assert result.exit_code == 2


def test_flask_knows_the_same_commands(tmp_path: Path) -> None:
    environment = {
        **os.environ, "STATE": str(tmp_path), "LC_ALL": "en_GB.UTF-8", "NO_COLOR": "1",
    }  # fmt: skip
    flask = [sys.executable, "-m", "flask", "--app", "app", "check", "README.m"]

    told = subprocess.run(flask, capture_output=True, env=environment, cwd=ROOT, check=False)

    assert "README.m does not exist." in told.stderr.decode()
    assert told.returncode == 2


def test_a_closed_pipe_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "many.yaml").write_text("".join(f"- {n}: [\n" for n in range(2000)), "utf-8")
    process = start("check", str(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()

    _none, said = process.communicate(timeout=30)

    assert said == b""


@pytest.fixture
def clock_at_noon() -> None:
    """Time goes on: a process is waited for."""


def test_interrupted_it_ends_without_a_trace(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.yaml"
    os.mkfifo(pipe)
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:  # what runs in the background hears no interruption, and what it starts neither
        process = start("check", str(pipe), stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, heard)
    with pipe.open("wb"):  # once this is open, the command reads
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _none, said = process.communicate(timeout=30)

    assert said.strip() == b"Stopped."
    assert process.returncode == 130


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_given_what_completes(shell: str) -> None:
    result = run("completion", shell)

    assert "_GUICHET_COMPLETE" in result.output
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("guichet che", "plain,check"), ("guichet schema depot-de", "plain,depot-de-documents"),
     ("guichet check --js", "plain,--json"), ("guichet check forms/", "file,forms/")],
)  # fmt: skip
def test_names_and_paths_complete(typed: str, proposed: str) -> None:
    environment = {
        "_GUICHET_COMPLETE": "bash_complete", "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split()) - 1),
    }  # fmt: skip

    result = CliRunner().invoke(main, [], prog_name="guichet", env=environment)

    assert proposed in result.output.splitlines()


class TestFiles:
    """Files that cannot be used end a command with one sentence."""

    def test_a_file_that_is_not_utf8(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"ok\n\xe9t\xe9")

        with pytest.raises(click.ClickException, match=r"(ligne|line) 2"):
            read_text(path)

    def test_a_file_that_is_gone(self, tmp_path: Path) -> None:
        with pytest.raises(click.ClickException, match="rien"):
            read_bytes(tmp_path / "rien.txt")

    def test_a_folder_for_a_file(self, tmp_path: Path) -> None:
        with pytest.raises(click.ClickException, match=re.escape(str(tmp_path))):
            read_bytes(tmp_path)
        with pytest.raises(click.BadParameter):
            FILE.convert(str(tmp_path), None, None)

    def test_a_file_for_a_folder(self) -> None:
        with pytest.raises(click.BadParameter):
            FOLDER.convert("README.md", None, None)

    def test_a_text_is_written_whole_or_not_at_all(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"

        write_text(path, "é\n")

        assert path.read_bytes() == "é\n".encode()
        assert list(tmp_path.iterdir()) == [path]
        with pytest.raises(click.ClickException, match="nowhere"):
            write_text(tmp_path / "nowhere" / "a.txt", "")


def test_programs_get_json(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("procedure: a\n", "utf-8")

    result = run("check", "--json", tmp_path)

    assert {one["code"] for one in json.loads(result.stdout)} == {"D021"}
