"""The words by which a report is found in search."""

from portal.core.periods import Period


def report_search_words(period: Period, number: int | None, symbol: str, unit: str) -> str:
    """Its period, its number once issued, and whose it is: "báo cáo tháng 11 năm 2019 số 12/BC-BCĐ xã Phước Ninh"."""
    numbered = f"số {number}/{symbol}" if number else ""
    return f"báo cáo {period.label} {numbered} {unit}"
