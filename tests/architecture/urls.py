"""All addresses of the resolver, by name."""

from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver


@cache
def patterns() -> dict[str, URLPattern]:
    """Every pattern, {"tips:detail": pattern}; one without a name fails here."""
    return dict(_walk(get_resolver(), ()))


def _walk(resolver: URLResolver, spaces: tuple[str, ...]):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            below = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, below)
        else:
            assert pattern.name, f"{pattern} has no name"
            yield ":".join((*spaces, pattern.name)), pattern
