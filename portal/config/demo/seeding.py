"""Seeds the stories of the demo, through the services and as the people of the stories."""

from datetime import time, timedelta
from functools import partial
from itertools import count
from typing import Any

from django.db import transaction

from groups.choices import Condition
from groups.models import ChatGroup
from groups.services import confirm_group, count_members, create_group, set_base
from portal.accounts.actor import SystemActor
from portal.accounts.models import User
from portal.config.demo import (
    bui_la_nhan,
    ha_giang,
    phuoc_ninh,
    tay_ninh,
    thuan_loi,
)
from portal.config.demo.bodies import enter_bodies
from portal.config.demo.stage import Stage
from portal.config.demo.steering_seeding import schedule_deadlines, schedule_steering
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
from portal.config.demo.timeline import EVENING, MORNING, Timeline, on_day
from portal.core.periods import Period
from portal.steering.choices import SettingKey
from portal.steering.unit_settings.services import set_setting
from propaganda.models import Post
from propaganda.services import register_post, relay_post
from reports.reminders import remind
from reports.services import begin_report, issue_report, save_narrative, set_letterhead
from tips.duty_numbers import set_duty_number
from tips.models import Tip
from tips.services import log_tip, transition_tip

# By their days.
STORIES = (phuoc_ninh.STORY, bui_la_nhan.STORY, ha_giang.STORY, thuan_loi.STORY, tay_ninh.STORY)
NOTED_AFTER = timedelta(minutes=4)


def is_seeded() -> bool:
    """Whether the stories were seeded before: their people are there."""
    return User.objects.filter(username=STORIES[0].personas[0].username).exists()


@transaction.atomic
def seed() -> bool:
    """Seed all stories, once: False when they were seeded before."""
    if is_seeded():
        return False
    # The newest first: on an older story's day nobody of a newer one works yet, so the reminders of that morning go to
    # its own people only.
    for story in sorted(STORIES, key=lambda story: story.day, reverse=True):
        seed_story(story)
    return True


def seed_story(story: Story) -> int:
    """Seed one story; the number of its events."""
    stage, timeline = Stage(story.day), Timeline()
    begin = min(person.since for person in story.people)
    timeline.at(on_day(begin, time(7)), partial(_set_up, stage, story))
    for commune in story.communes:
        _schedule_groups(timeline, stage, commune)
        _schedule_posts(timeline, stage, commune)
        schedule_steering(timeline, stage, commune)
        for tip in commune.tips:
            _schedule_tip(timeline, stage, commune, tip)
        for sitting in commune.confirmations:
            timeline.at(sitting.at, partial(_confirm, stage, sitting))
        for report in commune.reports:
            timeline.at(report.at, partial(_report, stage, commune, report))
    schedule_deadlines(timeline, stage, story)
    # What the job of that morning would have sent.
    timeline.at(on_day(story.day, time(6)), partial(remind, by=SystemActor("reminder of reports due")))
    return timeline.run()


def _set_up(stage: Stage, story: Story) -> None:
    for commune in story.communes:
        stage.build_hamlets(commune)
    enter_bodies(stage, story.bodies, story.bodies_since)
    for person in story.people:
        stage.enter(person)


def _schedule_groups(timeline: Timeline, stage: Stage, commune: Commune) -> None:
    timeline.at(on_day(commune.counted_for, MORNING), partial(_set_measures, stage, commune))
    # Links are invented and lead nowhere; the code only has to look like one.
    links = (f"https://zalo.me/g/minhhoa{commune.code[-3:]}{n:03}" for n in count(1))
    for planned in commune.groups:
        timeline.at(
            on_day(planned.opened_on, MORNING), partial(_open_group, stage, commune, planned, next(links))
        )
        for counted in planned.counts:
            timeline.at(on_day(counted.on, EVENING), partial(_count, stage, commune, planned, counted))


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
    if commune.programme:
        set_setting(by=by, unit=unit, key=SettingKey.PROGRAMME, value=commune.programme, on=day)
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
