"""The pages of the manual that come from the code: by the name of their file, their text."""

import json
from collections.abc import Mapping
from pathlib import Path

from engine.actions import TYPES as ACTIONS
from engine.blocks import TYPES as BLOCKS
from engine.blocks import Block, Target
from engine.cli.coverage import coverage_page
from engine.cli.manual.commands import commands_page
from engine.cli.manual.diagnostics import diagnostic_pages
from engine.cli.manual.functions import function_pages
from engine.cli.manual.parts import parts_page, sites_page
from engine.cli.manual.types import Chapter, type_pages
from engine.cli.manual.words import HEAD
from engine.cli.pictures import pictures
from engine.definitions.schema import language_schema
from engine.fields import TYPES as FIELDS
from engine.fields import Field

FOLDER = Path("docs/authors")
FORMS = Path("forms")
# Beside the pages, as their links lead there.
IMAGES = "../images"
CHAPTERS = (
    Chapter("fields", "Field types", FIELDS, Field, "type: {name}", r"type: {name}\b"),
    Chapter("actions", "Actions", ACTIONS, None, "- {name}: {{…}}", r"- {name}: |`{name}`"),
    Chapter("blocks", "Blocks", BLOCKS, Block, "- {name}: {{…}}", r"- {name}:", (Target,)),
)


def all_pages() -> Mapping[str, str]:
    """Every page that comes from the code, and the pictures of the largest procedures."""
    found = {
        "parts.md": parts_page(),
        "sites.md": sites_page(),
        "command-line.md": commands_page(),
        "coverage.md": f"{HEAD}\n{coverage_page()}",
        "guichet.schema.json": json.dumps(language_schema(), ensure_ascii=False, indent=1) + "\n",
        **dict(function_pages()),
        **dict(diagnostic_pages()),
    }
    for chapter in CHAPTERS:
        found.update(type_pages(chapter))
    drawn = pictures(FORMS)
    return {**found, **{f"{IMAGES}/{name}": text for name, text in drawn.items()}}


__all__ = ["CHAPTERS", "FOLDER", "HEAD", "IMAGES", "all_pages"]
