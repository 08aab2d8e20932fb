"""The rule `D705`: a block that shows a list that the profile does not have."""

from collections.abc import Iterator

from engine.blocks import RecordList
from engine.checks.rule import Rule, _
from engine.checks.site_parts import blocks_of
from engine.definitions import Library
from engine.source import Diagnostic


class UnknownRecordList(Rule):
    """A block shows a list that the profile does not have.

        - record_list: {list: hebergement, label: "{{ row.nom }}"}

    Write one of the lists of `profile.yaml`. Here, `hebergements`.
    """

    code = "D705"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The lists that the profile does not have."""
        known = library.profile.lists
        for site in library.sites.values():
            for block in blocks_of(site):
                if isinstance(block, RecordList) and block.list not in known:
                    message = _("The profile has no list “{name}”")
                    yield self.near(block.source.at("list"), message, block.list, known)
