"""Seeds what the stories' committees do: papers, plans, assessments, activities, difficulties, the rollout."""

from datetime import time
from functools import partial

from groups.rollout_services import note_stage, set_deadline
from portal.config.demo import activities, committees, difficulties, papers, plans, rollouts
from portal.config.demo.assessments import schedule_assessments
from portal.config.demo.stage import Stage
from portal.config.demo.story import Commune, Story
from portal.config.demo.timeline import EVENING, MORNING, NIGHT, Timeline, on_day
from portal.steering.activities.finding_services import add_finding, move_finding
from portal.steering.activities.services import register_activity
from portal.steering.difficulties.services import move_difficulty, raise_difficulty
from portal.steering.directives.services import register_directive
from portal.steering.models import Difficulty, Directive, Finding


def schedule_steering(timeline: Timeline, stage: Stage, commune: Commune) -> None:
    """All that a commune's committee does in its story."""
    _schedule_papers(timeline, stage, commune)
    _schedule_plan(timeline, stage, commune)
    schedule_assessments(timeline, stage, commune.code, commune.officer)
    _schedule_activities(timeline, stage, commune)
    _schedule_committee(timeline, stage, commune)
    for raised in difficulties.RAISED.get(commune.code, ()):
        _schedule_difficulty(timeline, stage, raised)
    for reached in rollouts.STAGES.get(commune.code, ()):
        timeline.at(on_day(reached.on, EVENING), partial(_reach, stage, commune, reached))


def schedule_deadlines(timeline: Timeline, stage: Stage, story: Story) -> None:
    """The deadlines of the rollout that people of a story set."""
    for deadline in rollouts.DEADLINES:
        if any(person.username == deadline.by for person in story.people):
            timeline.at(on_day(deadline.paper.issued_on, MORNING), partial(_set_deadline, stage, deadline))


def _schedule_papers(timeline: Timeline, stage: Stage, commune: Commune) -> None:
    for paper in papers.REGISTERS.get(commune.code, ()):
        known_on = max(paper.issued_on, commune.counted_for)
        timeline.at(
            on_day(known_on, EVENING), partial(_write_paper, stage, commune.code, commune.officer, paper)
        )


def _schedule_plan(timeline: Timeline, stage: Stage, commune: Commune) -> None:
    planned = plans.PLANS.get(commune.code)
    if planned is None:
        return
    # After the papers of the day.
    timeline.at(on_day(planned.begun_on, NIGHT), partial(_begin_planned, stage, commune, planned))
    for task in planned.tasks:
        if task.done:
            timeline.at(on_day(task.done[0], EVENING), partial(_report_task, stage, commune, task))


def _begin_planned(stage: Stage, commune: Commune, planned: plans.StoryPlan) -> None:
    paper = stage.papers[planned.paper] if planned.paper else None
    plans.begin(stage, commune.code, stage.actor(commune.officer), planned, paper)


def _report_task(stage: Stage, commune: Commune, task: plans.StoryTask) -> None:
    plans.report(stage.unit(commune.code), stage.actor(commune.officer), task)


def _schedule_committee(timeline: Timeline, stage: Stage, commune: Commune) -> None:
    planned = committees.COMMITTEES.get(commune.code)
    if planned is None:
        return
    by = commune.officer
    timeline.at(
        on_day(planned.since, time(7, 30)), partial(committees.found, stage, commune.code, by, planned)
    )
    for replaced in committees.REPLACEMENTS.get(commune.code, ()):
        timeline.at(on_day(replaced.on, MORNING), partial(committees.replace, stage, by, replaced))


def _write_paper(stage: Stage, place: str, by: str, paper: papers.StoryDirective) -> Directive:
    written = register_directive(
        by=stage.actor(by),
        unit=stage.unit(place),
        kind=paper.kind,
        way=paper.way,
        code=paper.code,
        issuer=paper.issuer,
        issued_on=paper.issued_on,
        title=paper.title,
        bases=[stage.papers[code] for code in paper.bases],
        handed_down=paper.handed_down,
    )
    stage.papers[paper.code] = written
    return written


def _schedule_activities(timeline: Timeline, stage: Stage, commune: Commune) -> None:
    for held in activities.BOOKS.get(commune.code, ()):
        written: dict[activities.StoryFinding, Finding] = {}
        timeline.at(on_day(held.held_on, EVENING), partial(_hold, stage, commune, held, written))
        for found in held.findings:
            if found.done:
                settle = partial(_mend, stage, commune, found, written)
                timeline.at(on_day(found.done[0], EVENING), settle)


def _hold(
    stage: Stage,
    commune: Commune,
    held: activities.StoryActivity,
    written: dict[activities.StoryFinding, Finding],
) -> None:
    by, place = stage.actor(commune.officer), stage.unit(held.place) if held.place else None
    kept = register_activity(
        by=by,
        unit=stage.unit(commune.code),
        kind=held.kind,
        held_on=held.held_on,
        present=held.present,
        title=held.title,
        note=held.note,
        looked_at_unit=place,
    )
    for found in held.findings:
        written[found] = add_finding(
            by=by,
            inspection=kept,
            text=found.text,
            owner_unit=place or kept.unit,
            owner_body=None,
            due_on=found.due_on,
        )


def _mend(
    stage: Stage,
    commune: Commune,
    found: activities.StoryFinding,
    written: dict[activities.StoryFinding, Finding],
) -> None:
    if found.done:
        done_on, word = found.done
        finding = written[found]
        move_finding(
            by=stage.actor(commune.officer),
            finding=finding,
            name="finish",
            version=finding.version,
            done_on=done_on,
            word=word,
        )


def _schedule_difficulty(timeline: Timeline, stage: Stage, raised: difficulties.StoryDifficulty) -> None:
    made: list[Difficulty] = []
    timeline.at(on_day(raised.on, MORNING), partial(_raise, stage, raised, made))
    for by, on, name, word in raised.steps:
        timeline.at(on_day(on, EVENING), partial(_move, stage, made, by, name, word))


def _raise(stage: Stage, raised: difficulties.StoryDifficulty, made: list[Difficulty]) -> None:
    made.append(
        raise_difficulty(
            by=stage.actor(raised.by),
            unit=stage.unit(raised.place),
            title=raised.title,
            text=raised.text,
        )
    )


def _move(stage: Stage, made: list[Difficulty], by: str, name: str, word: str) -> None:
    (difficulty,) = made
    move_difficulty(
        by=stage.actor(by), difficulty=difficulty, name=name, version=difficulty.version, word=word
    )


def _reach(stage: Stage, commune: Commune, reached: rollouts.StoryStage) -> None:
    note_stage(
        by=stage.actor(commune.officer),
        unit=stage.unit(commune.code),
        stage=reached.stage,
        reached_on=reached.on,
        note=reached.note,
        groups=[stage.groups[key] for key in reached.groups],
    )


def _set_deadline(stage: Stage, deadline: rollouts.StoryDeadline) -> None:
    paper = _write_paper(stage, deadline.province, deadline.by, deadline.paper)
    by, province = stage.actor(deadline.by), stage.unit(deadline.province)
    set_deadline(by=by, unit=province, directive=paper, due_on=deadline.due_on)
