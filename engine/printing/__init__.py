"""Papers that people keep, drawn as accessible PDFs."""

from engine.printing.guide import guide_pdf
from engine.printing.letters import letters_pdf
from engine.printing.receipts import receipt_pdf

__all__ = ["guide_pdf", "letters_pdf", "receipt_pdf"]
