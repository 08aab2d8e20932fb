"""Papers that people keep, drawn as accessible PDFs."""

from engine.printing.documents import document_pdf
from engine.printing.guide import guide_pdf
from engine.printing.letters import letters_pdf
from engine.printing.receipts import receipt_pdf

__all__ = ["document_pdf", "guide_pdf", "letters_pdf", "receipt_pdf"]
