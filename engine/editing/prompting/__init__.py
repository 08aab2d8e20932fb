"""What an editor is told while a definition is written: what may stand there, what a word is."""

from engine.editing.prompting.asked import (
    Answer,
    Item,
    Opened,
    Where,
    complete,
    hover,
    name_of,
    word_at,
)

__all__ = ["Answer", "Item", "Opened", "Where", "complete", "hover", "name_of", "word_at"]
