"""The generated sentences of a report. A section whose figures say nothing gets none."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.core.formatting import day, number, percent
from portal.core.indicators import Known, Measure
from portal.units.figures import counted_over, parts
from reports.comparison import ComparisonWords, change_in_words, count_in_words


@dataclass(frozen=True)
class SentenceFigures:
    """What the sentences of one report are written from."""

    this: dict[str, Measure]
    before: dict[str, Measure]
    words: ComparisonWords
    #: "xã", "phường": what the unit is.
    kind: str
    #: The last day that the figures speak of.
    until: date

    def top(self, key: str) -> int:
        """A count of the period, 0 where it is not known."""
        measure = self.this.get(key)
        return measure.top if measure and measure.known is Known.VALUE else 0

    def change(self, key: str, noun: str) -> str:
        """The change of a count in words, to be set behind it."""
        words = change_in_words(self.this[key], self.before[key], noun, str(self.words.versus))
        return f", {words}" if words else ""

    @property
    def in_period(self) -> str:
        """ "Trong tháng", as it begins a sentence."""
        text = str(self.words.in_period)
        return text[:1].upper() + text[1:]


def group_sentences(figures: SentenceFigures) -> list[str]:
    """How many groups and members there are, what came in, who reported; and who takes part."""
    if not figures.top("groups.all") and not figures.top("groups.opened"):
        return []
    sentence = _(
        "Tính đến ngày %(day)s, toàn %(kind)s %(stand)s%(change)s%(members)s; %(opened)s%(confirmed)s."
    ) % {
        "day": day(figures.until),
        "kind": figures.kind,
        "stand": _counted(figures.top("groups.all"), _("duy trì"), _("nhóm Zalo")),
        "change": figures.change("groups.all", _("nhóm")),
        "members": _members(figures),
        "opened": _("%(in_period)s %(opened)s")
        % {
            "in_period": figures.words.in_period,
            "opened": _counted(figures.top("groups.opened"), _("thành lập mới"), _("nhóm")),
        },
        "confirmed": _confirmed(figures),
    }
    return [" ".join([sentence, *_taking_part(figures)])]


def post_sentences(figures: SentenceFigures) -> list[str]:
    """What was posted, and into how many groups."""
    if not figures.top("posts.sent"):
        return relay_sentences(figures)
    return [
        _("%(in_period)s đăng %(posts)s tin, bài tuyên truyền%(change)s; %(relays)s.")
        % {
            "in_period": figures.in_period,
            "posts": count_in_words(figures.top("posts.sent")),
            "change": figures.change("posts.sent", _("tin, bài")),
            "relays": _relayed(figures),
        }
    ]


def relay_sentences(figures: SentenceFigures) -> list[str]:
    """Into how many groups posts were passed on."""
    if not figures.top("posts.relays"):
        return []
    return [_("%(in_period)s %(relays)s.") % {"in_period": figures.in_period, "relays": _relayed(figures)}]


def tip_sentences(figures: SentenceFigures) -> list[str]:
    """What came in, what became of it, what is still in hand, and what was in time."""
    keys = ("received", "resolved", "passed-on", "in-progress")
    received, resolved, passed, still = (figures.top(f"tips.{key}") for key in keys)
    in_time = figures.this["tips.in-time"]
    if not any((received, resolved, passed, still, in_time.bottom)):
        return []
    clauses = [
        _counted(received, _("tiếp nhận"), _("tin báo của Nhân dân"))
        + figures.change("tips.received", _("tin"))
    ]
    if resolved or passed:
        clauses.append(
            _("đã giải quyết tại cơ sở %(resolved)s tin, chuyển cơ quan có thẩm quyền %(passed)s tin")
            % {"resolved": _or_none(resolved), "passed": _or_none(passed)}
        )
    clauses.append(
        _("đến ngày %(day)s còn %(count)s tin đang xác minh, xử lý")
        % {"day": day(figures.until), "count": count_in_words(still)}
        if still
        else _("đến ngày %(day)s không còn tin đang xác minh, xử lý") % {"day": day(figures.until)}
    )
    sentence = f"{figures.in_period} {'; '.join(clauses)}."
    if not in_time.has_base:
        return [sentence]
    due = _("Trong %(due)s tin đến thời hạn, %(met)s tin đúng thời hạn, đạt %(share)s.") % {
        "due": count_in_words(in_time.bottom or 0),
        "met": count_in_words(in_time.top),
        "share": percent(in_time.value),
    }
    return [f"{sentence} {due}"]


def _counted(count: int, verb: str, noun: str) -> str:
    """ "thành lập mới 02 nhóm"; none is "không thành lập mới nhóm nào"."""
    if not count:
        return _("không %(verb)s %(noun)s nào") % {"verb": verb, "noun": noun}
    return f"{verb} {count_in_words(count)} {noun}"


def _or_none(count: int) -> str:
    return count_in_words(count) if count else number(0)


def _members(figures: SentenceFigures) -> str:
    members = figures.top("groups.members")
    return _(", với tổng số %(count)s lượt thành viên") % {"count": number(members)} if members else ""


def _confirmed(figures: SentenceFigures) -> str:
    confirmed, all_groups = figures.top("groups.confirmed"), figures.top("groups.all")
    if not all_groups:
        return ""
    if not confirmed:
        return _("; chưa nhóm nào có báo cáo tình hình hoạt động")
    # A group that reported and ended since is not among the open ones.
    over = (
        f"{number(confirmed)}/{number(all_groups)}" if confirmed <= all_groups else count_in_words(confirmed)
    )
    return _("; %(over)s nhóm có báo cáo tình hình hoạt động") % {"over": over}


def _taking_part(figures: SentenceFigures) -> list[str]:
    """Coverage as x/y, for each subject that has a total."""
    subjects = (
        ("coverage.has-group.hamlets", _("thôn, ấp, khu phố có nhóm")),
        ("coverage.takes-part.households", _("hộ gia đình tham gia")),
    )
    sentences = []
    for key, what in subjects:
        measure = figures.this.get(key)
        if measure is None or not measure.has_base:
            continue
        reached = "" if measure.value is None else _(", đạt %(share)s") % {"share": percent(measure.value)}
        over = counted_over(measure)
        sentences.append(
            _("Có %(parts)s %(what)s%(reached)s%(over)s.")
            % {"parts": parts(measure), "what": what, "reached": reached, "over": f", {over}" if over else ""}
        )
    return sentences


def _relayed(figures: SentenceFigures) -> str:
    relayed, reached = figures.top("posts.relays"), figures.top("posts.groups-reached")
    if not relayed:
        return _("chưa đăng tải lên nhóm nào")
    return _("có %(relays)s lượt đăng tải lên %(reached)s nhóm") % {
        "relays": count_in_words(relayed),
        "reached": count_in_words(reached),
    }
