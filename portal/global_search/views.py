"""Page of the global search."""

from django.http import HttpResponse
from django.shortcuts import render

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.list_filters import query_words
from portal.global_search import selectors
from portal.oversight.outside_access import records_outside_access, shows_list, shows_nothing

# What opens sections with a commune's rows; units are public facts, people those of one's area.
_READS = (Permission.VIEW_TIPS, Permission.VIEW_GROUPS, Permission.VIEW_POSTS, Permission.VIEW_REPORTS)


@needs(Permission.VIEW_UNITS)
@records_outside_access("find")
def find(request: ActorRequest) -> HttpResponse:
    """What some words find among all that this person may see, kind by kind."""
    query = query_words(request)
    sections = selectors.find(request.actor, query)
    units = [unit for permission in _READS for unit in request.actor.units_with(permission)]
    if sections and units:
        shows_list(request, *units)
    else:
        shows_nothing(request)
    context = {
        "query": query,
        "found": [section for section in sections if section.results],
        "without": [section for section in sections if not section.results],
    }
    return render(request, "global_search/found.html", context)
