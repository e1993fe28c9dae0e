"""What a list shows, addressed by the labels of its columns, so that a new column moves nothing in a test."""

from portal.core.lists import Page


def texts(shown: Page, label: str) -> list[str]:
    """The texts of the column with a label, row by row. Raises LookupError where a list with rows has no such column."""
    return [row[label] for row in by_label(shown)]


def by_label(shown: Page) -> list[dict[str, str]]:
    """Each row of a page as {label of the column: text}."""
    return [{str(label): str(text) for _css, label, text in cells} for _href, cells in shown.rows]
