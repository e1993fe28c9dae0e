"""Content in, finished document out: an official report as PDF/A-2a and PDF/UA-1."""

from .text import clean, clean_text
from .typeset import DocumentError, render_pdf

__all__ = ["DocumentError", "clean", "clean_text", "render_pdf"]
