"""Changes to the text of a definition: as little as can be is written again, comments stay.

Text in, text out. A part is named by a JSON Pointer into the text as it is written, as
`/steps/2/fields/1`; "" is the whole. What cannot be done raises CannotEditError.
"""

from engine.editing.errors import CannotEditError
from engine.editing.listing import add, move, moved_to, remove
from engine.editing.outline import Item, outline_of
from engine.editing.setting import set_value, value_at

__all__ = [
    "CannotEditError",
    "Item",
    "add",
    "move",
    "moved_to",
    "outline_of",
    "remove",
    "set_value",
    "value_at",
]
