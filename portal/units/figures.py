"""Formats of a measure, the same on screen and paper."""

from django.utils.translation import gettext as _

from portal.core.formatting import NOTHING, exceeds_whole, number, percent
from portal.core.indicators import Known, Measure


def words(measure: Measure) -> str:
    """A count as 1.234, a ratio as 87,5% (7/8); "—" where nothing can be said.

    A ratio over communes of which some have no total yet names how many it is computed over, and is given in
    percent only where these are enough (`Measure.enough`). "(*)" marks a ratio above 100 %.
    """
    if measure.known is not Known.VALUE:
        return NOTHING
    if not measure.is_ratio:
        return number(measure.top)
    if not measure.has_base:
        return NOTHING
    text = parts(measure)
    if measure.value is not None:
        text = f"{percent(measure.value)} ({text})" + (" (*)" if exceeds_whole(measure.value) else "")
    over = counted_over(measure)
    return f"{text}, {over}" if over else text


def parts(measure: Measure) -> str:
    """The two parts of a ratio: 7/8; "—" without a base."""
    return f"{number(measure.top)}/{number(measure.bottom)}" if measure.has_base else NOTHING


def counted_over(measure: Measure) -> str:
    """Over how many communes a ratio is computed, where not all of them have a total; else empty."""
    if not measure.several or measure.units is None or measure.units[0] >= measure.units[1]:
        return ""
    with_total, communes = measure.units
    return _("tính trên %(some)s/%(all)s xã") % {"some": number(with_total), "all": number(communes)}
