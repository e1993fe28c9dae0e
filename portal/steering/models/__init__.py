"""Models of the steering committee, a module for each part of its work."""

from portal.steering.models.activities import Activity, Finding
from portal.steering.models.assessments import (
    AssessmentCriterion,
    AssessmentSheet,
    AssessmentTerm,
    CriterionMark,
)
from portal.steering.models.boards import Board, BoardMember
from portal.steering.models.difficulties import Difficulty, DifficultyStep
from portal.steering.models.directives import AnswerRequest, AnswerStep, Directive, DirectiveBasis
from portal.steering.models.letterheads import Letterhead
from portal.steering.models.plans import Plan, PlanCost, PlanTarget, PlanTask
from portal.steering.models.unit_settings import UnitSetting

__all__ = [
    "Activity",
    "AnswerRequest",
    "AnswerStep",
    "AssessmentCriterion",
    "AssessmentSheet",
    "AssessmentTerm",
    "Board",
    "BoardMember",
    "CriterionMark",
    "Difficulty",
    "DifficultyStep",
    "Directive",
    "DirectiveBasis",
    "Finding",
    "Letterhead",
    "Plan",
    "PlanCost",
    "PlanTarget",
    "PlanTask",
    "UnitSetting",
]
