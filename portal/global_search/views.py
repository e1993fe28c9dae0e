"""Page of the global search."""

from django.http import HttpResponse
from django.shortcuts import render

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.list_filters import query_words
from portal.global_search import selectors
from portal.oversight.outside_access import records_outside_access, shows_list, shows_nothing


@needs(Permission.VIEW_UNITS)
@records_outside_access("find")
def find(request: ActorRequest) -> HttpResponse:
    """What some words find among all that this person may see, kind by kind."""
    query = query_words(request)
    sections = selectors.find(request.actor, query)
    if sections and (units := selectors.recorded_units(request.actor)):
        shows_list(request, *units)
    else:
        shows_nothing(request)
    context = {
        "query": query,
        "found": [section for section in sections if section.results],
        "without": [section for section in sections if not section.results],
    }
    return render(request, "global_search/found.html", context)
