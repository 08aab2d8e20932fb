"""What a new version says of open drafts: whether it takes them over, which answers go."""

from collections.abc import Iterator
from dataclasses import replace

from engine.definitions import Procedure
from engine.definitions.moves import Forget, Move, Replace
from engine.differences.attributes import Pair
from engine.differences.changes import Change
from engine.differences.words import Words, say, written
from engine.i18n import marked as _


def moves_of(procedure: Procedure) -> tuple[Move, ...]:
    """What `migrate` says, nothing when it is not there."""
    return procedure.migrate or ()


def changed_moves(old: Procedure, new: Procedure, pair: Pair) -> Iterator[Change]:
    """What `migrate` says that it did not say before."""
    if (old.migrate is None) is not (new.migrate is None) and not moves_of(old) + moves_of(new):
        takes_over = new.migrate is not None
        message = _("open drafts are taken over") if takes_over else _("`migrate` says nothing")
        yield pair.change("changed", say(message), "migrate")
    before, after = moves_of(old), moves_of(new)
    for move in after:
        if move not in before:
            yield stated(pair, move)
    for move in before:
        if move not in after:
            said = say(_("no longer: {said}"), said=words_of(move, pair))
            yield pair.change("changed", said, "migrate")


def stated(pair: Pair, move: Move) -> Change:
    """A line that is new."""
    said = words_of(move, pair)
    if isinstance(move, Replace):
        return pair.change("changed", said, "migrate")
    return replace(pair.change("changed", said, "migrate", ("lost",)), names=(move.name,))


def words_of(move: Move, pair: Pair) -> Words:
    """What a line does to drafts."""
    label = written(lambda language: pair.before.label(language)(move.name))
    if isinstance(move, Forget):
        return say(_("the answer to “{field}” is forgotten in open drafts"), field=label)
    values = {"old": move.before, "new": move.after}
    return say(_("in open drafts, “{old}” becomes “{new}” in “{field}”"), field=label, **values)
