"""Official documents: content in, PDF/A-2a and PDF/UA-1 out."""

from .text import clean, clean_text
from .typeset import DocumentError, render_pdf

__all__ = ["DocumentError", "clean", "clean_text", "render_pdf"]
