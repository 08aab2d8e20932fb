"""Proving a procedure: its tests are run, what they see of it is counted."""

from engine.proving.ending import Draw
from engine.proving.finding import Failure
from engine.proving.running import Proof, Proved, ground_of, is_ready, prove, run

__all__ = ["Draw", "Failure", "Proof", "Proved", "ground_of", "is_ready", "prove", "run"]
