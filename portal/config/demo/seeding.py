"""Seeds the stories of the demo, through the services and as the people of the stories."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from groups.choices import Condition
from groups.models import ChatGroup
from groups.rollout_services import note_stage, set_deadline
from groups.services import confirm_group, count_members, create_group, set_base
from portal.accounts.actor import SystemActor
from portal.accounts.models import User
from portal.config.demo import (
    activities,
    committees,
    difficulties,
    ha_giang,
    papers,
    phuoc_ninh,
    plans,
    rollouts,
    tay_ninh,
    thuan_loi,
)
from portal.config.demo.assessments import schedule_assessments
from portal.config.demo.bodies import enter_bodies
from portal.config.demo.stage import Stage
from portal.config.demo.story import (
    Commune,
    Story,
    StoryConfirmation,
    StoryCount,
    StoryGroup,
    StoryPost,
    StoryRelay,
    StoryReport,
    StoryTip,
    StoryTransition,
    moment,
)
from portal.config.demo.timeline import Timeline
from portal.core.periods import Period
from portal.steering.activities.finding_services import add_finding, move_finding
from portal.steering.activities.services import register_activity
from portal.steering.choices import DirectiveKind, DirectiveWay
from portal.steering.difficulties.services import move_difficulty, raise_difficulty
from portal.steering.directives.services import register_directive
from portal.steering.models import Difficulty, Directive, Finding
from propaganda.models import Post
from propaganda.services import register_post, relay_post
from reports.reminders import remind
from reports.services import begin_report, issue_report, save_narrative, set_letterhead
from tips.duty_numbers import set_duty_number
from tips.models import Tip
from tips.services import log_tip, transition_tip

# By their days.
STORIES = (phuoc_ninh.STORY, ha_giang.STORY, thuan_loi.STORY, tay_ninh.STORY)
NOTED_AFTER = timedelta(minutes=4)
MORNING, EVENING, NIGHT = time(8), time(19), time(20)


def is_seeded() -> bool:
    """Whether the stories were seeded before: their people are there."""
    return User.objects.filter(username=STORIES[0].personas[0].username).exists()


@transaction.atomic
def seed() -> bool:
    """Seed all stories, once: False when they were seeded before."""
    if is_seeded():
        return False
    for story in STORIES:
        seed_story(story)
    return True


def seed_story(story: Story) -> int:
    """Seed one story; the number of its events."""
    stage, timeline = Stage(story.day), Timeline()
    begin = min(person.since for person in story.people)
    timeline.at(_on(begin, time(7)), partial(_set_up, stage, story))
    for commune in story.communes:
        _schedule_groups(timeline, stage, commune)
        _schedule_posts(timeline, stage, commune)
        register = _schedule_papers(timeline, stage, commune)
        _schedule_plan(timeline, stage, commune, register)
        schedule_assessments(timeline, stage, commune.code, commune.officer)
        _schedule_activities(timeline, stage, commune)
        _schedule_committee(timeline, stage, commune)
        for raised in difficulties.RAISED.get(commune.code, ()):
            _schedule_difficulty(timeline, stage, raised)
        for reached in rollouts.STAGES.get(commune.code, ()):
            timeline.at(_on(reached.on, EVENING), partial(_reach, stage, commune, reached))
        for tip in commune.tips:
            _schedule_tip(timeline, stage, commune, tip)
        for sitting in commune.confirmations:
            timeline.at(sitting.at, partial(_confirm, stage, sitting))
        for report in commune.reports:
            timeline.at(report.at, partial(_report, stage, commune, report))
    for deadline in rollouts.DEADLINES:
        if any(person.username == deadline.by for person in story.people):
            timeline.at(_on(deadline.issued_on, MORNING), partial(_set_deadline, stage, deadline))
    # What the job of that morning would have sent.
    timeline.at(_on(story.day, time(6)), partial(remind, by=SystemActor("reminder of reports due")))
    return timeline.run()


def _on(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone())


def _set_up(stage: Stage, story: Story) -> None:
    for commune in story.communes:
        stage.build_hamlets(commune)
    for person in story.people:
        stage.enter(person)
    enter_bodies(stage, story.bodies, story.bodies_since)


def _schedule_groups(timeline: Timeline, stage: Stage, commune: Commune) -> None:
    timeline.at(_on(commune.counted_for, MORNING), partial(_set_measures, stage, commune))
    # Links are invented and lead nowhere; the code only has to look like one.
    links = (f"https://zalo.me/g/minhhoa{commune.code[-3:]}{n:03}" for n in count(1))
    for planned in commune.groups:
        timeline.at(
            _on(planned.opened_on, MORNING), partial(_open_group, stage, commune, planned, next(links))
        )
        for counted in planned.counts:
            timeline.at(_on(counted.on, EVENING), partial(_count, stage, commune, planned, counted))


def _set_measures(stage: Stage, commune: Commune) -> None:
    by, unit, day = stage.actor(commune.officer), stage.unit(commune.code), commune.counted_for
    for subject, number in commune.bases.items():
        set_base(
            by=by,
            unit=unit,
            subject=subject,
            year=day.year,
            count=number,
            source=f"Số liệu minh họa năm {day.year}",
            as_of=day,
        )
    if commune.duty_number:
        set_duty_number(by=by, unit=unit, phone=commune.duty_number)
    for place, details in commune.letterheads.items():
        owner = _head_of(commune, place) if place else commune.officer
        set_letterhead(by=stage.actor(owner), unit=stage.unit(place or commune.code), **details)


def _head_of(commune: Commune, place: str) -> str:
    return next((hamlet.head for hamlet in commune.hamlets if hamlet.name == place.partition("/")[0]), "")


def _open_group(stage: Stage, commune: Commune, planned: StoryGroup, link: str) -> None:
    leader = stage.person(planned.leader) if planned.leader else None
    stage.groups[planned.key] = create_group(
        by=stage.actor(commune.officer),
        unit=stage.unit(planned.place or commune.code),
        kind=planned.kind,
        name=planned.name,
        leader=leader,
        leader_name=leader.full_name if leader else planned.leader_name,
        officer=stage.person(commune.officer),
        join_link=link,
        opened_on=planned.opened_on,
    )


def _count(stage: Stage, commune: Commune, planned: StoryGroup, counted: StoryCount) -> None:
    by = planned.leader or _head_of(commune, planned.place) or commune.officer
    count_members(
        by=stage.actor(by),
        group=stage.groups[planned.key],
        counted_on=counted.on,
        members=counted.members,
        households=counted.households,
        bodies=counted.bodies,
    )


def _schedule_papers(timeline: Timeline, stage: Stage, commune: Commune) -> dict[str, Directive]:
    """Write the papers in their order; the register in which they will stand by their codes."""
    register: dict[str, Directive] = {}
    for paper in papers.REGISTERS.get(commune.code, ()):
        known_on = max(paper.issued_on, commune.counted_for)
        timeline.at(_on(known_on, EVENING), partial(_write_paper, stage, commune, paper, register))
    return register


def _schedule_plan(
    timeline: Timeline, stage: Stage, commune: Commune, register: Mapping[str, Directive]
) -> None:
    planned = plans.PLANS.get(commune.code)
    if planned is None:
        return
    # After the papers of the day.
    timeline.at(_on(planned.begun_on, NIGHT), partial(_begin_planned, stage, commune, planned, register))
    for task in planned.tasks:
        if task.done:
            timeline.at(_on(task.done[0], EVENING), partial(_report_task, stage, commune, task))


def _begin_planned(
    stage: Stage, commune: Commune, planned: plans.StoryPlan, register: Mapping[str, Directive]
) -> None:
    paper = register[planned.paper] if planned.paper else None
    plans.begin(stage, commune.code, stage.actor(commune.officer), planned, paper)


def _report_task(stage: Stage, commune: Commune, task: plans.StoryTask) -> None:
    plans.report(stage.unit(commune.code), stage.actor(commune.officer), task)


def _schedule_committee(timeline: Timeline, stage: Stage, commune: Commune) -> None:
    planned = committees.COMMITTEES.get(commune.code)
    if planned is None:
        return
    by = commune.officer
    timeline.at(_on(planned.since, time(7, 30)), partial(committees.found, stage, commune.code, by, planned))
    for replaced in committees.REPLACEMENTS.get(commune.code, ()):
        timeline.at(_on(replaced.on, MORNING), partial(committees.replace, stage, by, replaced))


def _write_paper(
    stage: Stage, commune: Commune, paper: papers.StoryDirective, register: dict[str, Directive]
) -> None:
    register[paper.code] = register_directive(
        by=stage.actor(commune.officer),
        unit=stage.unit(commune.code),
        kind=paper.kind,
        way=paper.way,
        code=paper.code,
        issuer=paper.issuer,
        issued_on=paper.issued_on,
        title=paper.title,
        bases=[register[code] for code in paper.bases],
    )


def _schedule_activities(timeline: Timeline, stage: Stage, commune: Commune) -> None:
    for held in activities.BOOKS.get(commune.code, ()):
        written: dict[activities.StoryFinding, Finding] = {}
        timeline.at(_on(held.held_on, EVENING), partial(_hold, stage, commune, held, written))
        for found in held.findings:
            if found.done:
                settle = partial(_mend, stage, commune, found, written)
                timeline.at(_on(found.done[0], EVENING), settle)


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
    timeline.at(_on(raised.on, MORNING), partial(_raise, stage, raised, made))
    for by, on, name, word in raised.steps:
        timeline.at(_on(on, EVENING), partial(_move, stage, made, by, name, word))


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
    by, province = stage.actor(deadline.by), stage.unit(deadline.province)
    paper = register_directive(
        by=by,
        unit=province,
        kind=DirectiveKind.LETTER,
        way=DirectiveWay.ISSUED,
        code=deadline.code,
        issuer=deadline.issuer,
        issued_on=deadline.issued_on,
        title=deadline.title,
    )
    set_deadline(by=by, unit=province, directive=paper, due_on=deadline.due_on)


def _confirm(stage: Stage, sitting: StoryConfirmation) -> None:
    for key in sitting.groups:
        condition, note = sitting.except_.get(key, (Condition.ACTIVE, ""))
        confirm_group(by=stage.actor(sitting.by), group=stage.groups[key], condition=condition, note=note)


def _schedule_posts(timeline: Timeline, stage: Stage, commune: Commune) -> None:
    posts: dict[str, Post] = {}
    for planned in commune.posts:
        timeline.at(planned.at, partial(_post, stage, commune, planned, posts))
        for relay in planned.relays:
            timeline.at(moment(planned.at) + relay.after, partial(_relay, stage, planned, relay, posts))


def _post(stage: Stage, commune: Commune, planned: StoryPost, posts: dict[str, Post]) -> None:
    posts[planned.at] = register_post(
        by=stage.actor(commune.officer),
        unit=stage.unit(commune.code),
        title=planned.title,
        topic=planned.topic,
        body=planned.body,
        kind=planned.kind,
        posted_at=moment(planned.at),
    )


def _relay(stage: Stage, planned: StoryPost, relay: StoryRelay, posts: dict[str, Post]) -> None:
    groups = [stage.groups[key] for key in relay.groups]
    relay_post(by=stage.actor(relay.by), post=posts[planned.at], groups=groups)


def _schedule_tip(timeline: Timeline, stage: Stage, commune: Commune, planned: StoryTip) -> None:
    """Log a tip some minutes after it came, then make its transitions as its handler."""
    kept: list[Tip] = []
    timeline.at(moment(planned.at) + NOTED_AFTER, lambda: kept.append(_log(stage, commune, planned)))
    for transition in planned.transitions:
        timeline.at(
            transition.at, partial(_transition, stage, planned.handler or commune.officer, kept, transition)
        )


def _log(stage: Stage, commune: Commune, planned: StoryTip) -> Tip:
    hamlet = planned.place.partition("/")[0]
    in_hamlet = any(known.name == hamlet for known in commune.hamlets)
    name, phone = planned.informant
    return log_tip(
        by=stage.actor(planned.logged_by or commune.officer),
        unit=stage.unit(hamlet if in_hamlet else commune.code),
        category=planned.category,
        summary=planned.summary,
        received_at=moment(planned.at),
        channel=planned.channel,
        urgency=planned.urgency,
        group=_group_of(stage, planned),
        informant_name=name,
        informant_phone=phone,
    )


def _group_of(stage: Stage, planned: StoryTip) -> ChatGroup | None:
    return stage.groups[planned.place] if planned.channel == "zalo-group" else None


def _transition(stage: Stage, handler: str, kept: list[Tip], transition: StoryTransition) -> None:
    tip = kept[0]
    more: dict[str, Any] = dict(transition.given)
    if transition.name == "assign":
        more["handler"] = stage.person(handler)
    transition_tip(by=stage.actor(handler), tip=tip, name=transition.name, version=tip.version, **more)


def _report(stage: Stage, commune: Commune, planned: StoryReport) -> None:
    by = stage.actor(planned.by)
    unit = stage.unit(planned.place or commune.code)
    report = begin_report(by=by, unit=unit, period=Period.parse(planned.period))
    save_narrative(by=by, report=report, version=report.version, narrative=dict(planned.narrative))
    if not planned.draft:
        issue_report(by=by, report=report, version=report.version)
