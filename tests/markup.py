"""HTML as tests compare it: without the line breaks and indentation of the templates."""

import re


def unindented(html: str) -> str:
    """White space as one space; none behind an opening tag, before a closing one, or inside a tag's brackets."""
    html = re.sub(r"\s+", " ", html)
    html = re.sub(r" (</|/?>)", r"\1", html)
    return re.sub(r"(<[a-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>) ", r"\1", html)
