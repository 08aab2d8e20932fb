"""What a received file is: its type by content, its pages or size, a small picture of it."""

from engine.inspection.images import thumbnail
from engine.inspection.inspecting import ACCEPTED, MEDIA_TYPES, Inspected, inspect

__all__ = ["ACCEPTED", "MEDIA_TYPES", "Inspected", "inspect", "thumbnail"]
