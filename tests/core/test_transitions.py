"""A table of transitions gives what may follow and draws its own diagram."""

from portal.core.transitions import Transition, TransitionTable
from tips.states import TRANSITIONS, TipState

TABLE = TransitionTable(
    [
        Transition("begin", frozenset({"new"}), "doing", "x", "Bắt đầu"),
        Transition("note", frozenset({"new", "doing"}), None, "x", "Ghi chú"),
        Transition("end", frozenset({"doing"}), "done", "x", "Kết thúc"),
    ]
)


def test_what_may_follow_stands_in_the_tables_order():
    assert [transition.name for transition in TABLE.open_from("doing")] == ["note", "end"]
    assert TABLE.open_from("done") == []


def test_a_table_knows_its_moves_by_name_and_no_other():
    assert "note" in TABLE
    assert "doing" not in TABLE  # a state
    assert TABLE["note"].target is None


def test_what_a_move_asks_for_is_what_it_needs_and_then_what_it_takes():
    move = Transition("end", frozenset({"doing"}), "done", "x", "Kết thúc", ("outcome",), ("note", "day"))
    assert move.asked == ("outcome", "note", "day")
    assert TABLE["end"].asked == ()


def test_the_diagram_shows_every_move_and_a_move_that_stays_as_a_loop():
    assert TABLE.mermaid({"new": "Mới", "doing": "Đang làm", "done": "Xong"}).splitlines() == [
        "stateDiagram-v2",
        '    state "Mới" as new',
        '    state "Đang làm" as doing',
        '    state "Xong" as done',
        "    new --> doing: Bắt đầu",
        "    doing --> doing: Ghi chú",
        "    new --> new: Ghi chú",
        "    doing --> done: Kết thúc",
    ]


def test_every_state_of_the_tips_can_be_reached_and_names_a_real_state():
    states = set(TipState)
    reached = {TipState.NEW} | {transition.target for transition in TRANSITIONS if transition.target}
    assert reached == states
    assert all(transition.sources <= states for transition in TRANSITIONS)
