"""Papers that people keep, drawn as accessible PDFs."""

from engine.printing.receipts import receipt_pdf

__all__ = ["receipt_pdf"]
