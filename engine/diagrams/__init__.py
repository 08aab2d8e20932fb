"""The flow of a procedure as a picture, and the same in words."""

from engine.diagrams.flow import Flow
from engine.diagrams.reading import flow_of
from engine.diagrams.telling import Told, as_json, as_text, tell

__all__ = ["Flow", "Told", "as_json", "as_text", "flow_of", "tell"]
