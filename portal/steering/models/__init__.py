"""Models of the steering committee, a module for each part of its work."""

from portal.steering.models.activities import Activity, Finding
from portal.steering.models.assessments import (
    AssessmentCriterion,
    AssessmentSheet,
    AssessmentTerm,
    CriterionMark,
)
from portal.steering.models.directives import Directive, DirectiveBasis
from portal.steering.models.letterheads import Letterhead

__all__ = [
    "Activity",
    "AssessmentCriterion",
    "AssessmentSheet",
    "AssessmentTerm",
    "CriterionMark",
    "Directive",
    "DirectiveBasis",
    "Finding",
    "Letterhead",
]
