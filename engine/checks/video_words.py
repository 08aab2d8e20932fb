"""The rule `D710`: a video without words."""

from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.definitions import Library
from engine.source import Diagnostic


class VideoWords(Rule):
    """A tutorial has a video without captions or without transcript: those who do not hear or do
    not see it get nothing (WCAG 1.2.1 to 1.2.3). Or it has nothing at all.

        - {tutorial: declarer, title: Déclarer, video: declarer.webm}

    Add `captions:`, a WebVTT file, and `transcript:`, what is said and shown.
    """

    code = "D710"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The tutorials that lack words."""
        for site in library.sites.values():
            for one in site.tutorials:
                if not one.video and one.text is None:
                    message = _("The tutorial “{name}” has neither a text nor a video")
                    yield self.at(one.source.span, message, name=one.name)
                for key in ("captions", "transcript") if one.video else ():
                    if not getattr(one, key):
                        message = _("The video has no {key}")
                        yield self.at(one.source.at("video"), message, key=key)
