"""What holds for the repository as a whole: its rooms, its locks, its commands."""

import ast
import importlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import jinja2
import pytest

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "engine"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ("requirements.txt", "requirements-dev.txt", "bench/requirements.txt")
VARIANTS = (
    "fields.TYPES",
    "actions.TYPES",
    "blocks.TYPES",
    "checks.RULES",
    "storage.BACKENDS",
    "delivery.TRANSPORTS",
    "payments.PROVIDERS",
)
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
VAGUE = {"utils", "util", "helpers", "helper", "manager", "handler", "common", "misc"}

pytest_plugins = ["pytester"]


def rooms(folder: Path) -> set[str]:
    """The rooms of a folder: its packages and its modules."""
    packages = {path.parent.name for path in folder.glob("*/*.py")}
    return packages | {path.stem for path in folder.glob("*.py")} - {"__init__"}


def floors() -> set[str]:
    """The rooms that have a floor."""
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return set(re.findall(r"\w+", " ".join(layers)))


def pinned(lock: str) -> dict[str, str]:
    """The packages of a lock file, and all that stands with each."""
    text = (ROOT / lock).read_text()
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)[1:]
    return {block.split("==")[0].split("[")[0].lower().replace("_", "-"): block for block in blocks}


def test_every_room_has_its_floor():
    found = rooms(ENGINE)

    assert found <= floors()


def test_a_new_room_without_a_floor_breaks_the_contracts(tmp_path):
    shutil.copytree(ENGINE, tmp_path / "engine", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "engine" / "attic.py").write_text('"""A room that nobody expects."""\n')

    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--contract", "floors"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "attic" in done.stdout


@pytest.mark.parametrize("table", VARIANTS)
def test_the_variants_of_a_room_do_not_know_each_other(table):
    room, name = table.split(".")
    variants = getattr(importlib.import_module(f"engine.{room}"), name)
    listed = variants.values() if isinstance(variants, dict) else variants
    modules = {variant.__module__ for variant in listed}

    strangers = {
        (module, other) for module in modules for other in imported(module) & modules - {module}
    }

    assert not strangers


def imported(module: str) -> set[str]:
    """The modules that a module names in its imports."""
    path = ROOT / Path(*module.split(".")).with_suffix(".py")
    path = path if path.exists() else path.with_suffix("") / "__init__.py"
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_a_module_has_a_name_that_says_what_it_is():
    vague = [path for path in ENGINE.rglob("*.py") if path.stem in VAGUE]

    assert not vague


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_its_hashes(lock):
    packages = pinned(lock)

    assert packages
    assert all(re.search(r"==\S+", block) for block in packages.values())
    assert all("--hash=sha256:" in block for block in packages.values())


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock):
    text = (ROOT / lock).read_text()

    assert "://" not in text
    assert "--index-url" not in text


def test_the_locks_hold_all_that_the_project_asks_for():
    project = PROJECT["project"]
    wanted = {
        "requirements.txt": project["dependencies"],
        "requirements-dev.txt": project["dependencies"] + project["optional-dependencies"]["dev"],
    }

    for lock, asked in wanted.items():
        names = {re.split(r"[\[<>=;\s]", text)[0].lower().replace("_", "-") for text in asked}
        assert names <= pinned(lock).keys()


def test_both_locks_hold_the_same_versions():
    first, second = pinned("requirements.txt"), pinned("requirements-dev.txt")

    different = [name for name in first if version(first[name]) != version(second[name])]

    assert not different


def version(block: str) -> str:
    """The version that a block of a lock pins."""
    return block.split("==")[1].split(maxsplit=1)[0]


def test_the_integration_runs_the_tests_and_the_checks():
    script = ROOT / ".ci" / "run"

    text = script.read_text()

    assert os.access(script, os.X_OK)
    assert "make test" in text
    assert "make check" in text


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\n@pytest.mark.skip(reason='no browser')\ndef test_it(): pass\n",
        "import pytest\ndef test_it(): pytest.skip('no browser')\n",
        "import pytest\npytest.skip('no browser', allow_module_level=True)\n",
    ],
)
def test_a_skipped_test_fails(pytester, monkeypatch, source):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makepyfile(source)

    result = pytester.runpytest_subprocess("-p", "tools.nothing_skipped", "-p", "no:cacheprovider")

    assert result.ret != 0
    result.stdout.fnmatch_lines(["*skipped, which is a failure here: no browser*"])


@pytest.mark.parametrize(
    "template", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name
)
def test_every_template_compiles(template):
    environment = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.i18n"])

    source = template.read_text()

    assert environment.parse(source)
    assert "{{ " not in re.sub(r"\{\{.*?\}\}", "", source, flags=re.DOTALL)
