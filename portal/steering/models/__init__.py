"""Models of the steering committee, a module for each part of its work."""

from portal.steering.models.directives import Directive, DirectiveBasis

__all__ = ["Directive", "DirectiveBasis"]
