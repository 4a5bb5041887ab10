from datetime import date

import pyarrow as pa
import pytest

from assets.deduplicate.decisions import COLUMNS, Outcome, find_undone, make_decision, read_decisions
from warehouse.errors import InputError

MERGE = {
    "decided_on": "2026-01-01",
    "decided_by": "Anna",
    "action": "merge",
    "subject": "a#0",
    "object": "b#0",
    "value": "",
    "reason": "same day, same men",
}


def table(*rows):
    return pa.table({name: pa.array([row.get(name) for row in rows], pa.string()) for name in COLUMNS})


def test_a_decision_is_read_as_written():
    (decision,) = read_decisions(table({**MERGE, "subject": " a#0 ", "value": "a#0 | b#0 c#0"}))
    assert (decision.action, decision.subject, decision.object) == ("merge", "a#0", "b#0")
    assert decision.decided_on == date(2026, 1, 1)
    assert decision.pinned == (("a#0",), ("b#0", "c#0"))
    assert decision.signed == f"decided by Anna on 2026-01-01 ({decision.decision_id}): same day, same men"


@pytest.mark.parametrize("action", ["not_same", "not-same", "not-the-same", "not the same"])
def test_an_action_may_be_written_in_several_ways(action):
    assert make_decision({**MERGE, "action": action}).action == "not_same"


def test_equal_rows_have_ids_of_their_own_and_the_same_ids_every_time():
    one, other = read_decisions(table(MERGE, MERGE))
    assert one.decision_id != other.decision_id
    assert [one, other] == read_decisions(table(MERGE, MERGE))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"action": "delete"}, "decision 1: the action 'delete' is not known, only merge"),
        ({"action": None}, "the action ''"),
        ({"decided_by": " "}, "who decided and why"),
        ({"reason": None}, "who decided and why"),
        ({"object": None}, "merge needs `subject` and `object`"),
        ({"action": "reject", "subject": ""}, "reject needs `subject`"),
        ({"decided_on": "1.1.2026"}, "write the day as 2026-01-31"),
        ({"action": "set", "object": "colour", "value": "red"}, "what can be set is status, date"),
        ({"action": "set", "object": "status", "value": "done"}, "a status is one of proposed"),
        ({"action": "set", "object": "date", "value": "2025-02-30"}, "cannot set 'date' to '2025-02-30'"),
        ({"action": "set", "object": "date", "value": "2025-02-01..2025-03-31"}, "more than 31 days"),
        ({"action": "set", "object": "date", "value": "2025-02-03..2025-02-01"}, "after the last"),
        ({"action": "set", "object": "date", "value": "May"}, "a date is written 2025-06-01"),
        ({"action": "set", "object": "place_country", "value": "Ukraine"}, "alpha-3"),
        ({"action": "set", "object": "place_country", "value": "ZZZ"}, "'ZZZ' is no code of a party"),
        ({"action": "set", "object": "parties", "value": "RUS, UKR"}, "'RUS, UKR' is no code of a party"),
        ({"action": "set", "object": "mediators", "value": "Turkey; QAT"}, "write TUR. Several are parted by `;`"),
        ({"action": "set", "object": "count RUS>UKE", "value": "5"}, "'UKE' is no code of a party"),
        ({"action": "set", "object": "parties", "value": ";"}, "name the parties"),
        ({"action": "set", "object": "count RUS>UKR", "value": "many"}, "whole number"),
        ({"action": "set", "object": "count RUS>UKR soldiers", "value": "5"}, "a category is one of"),
    ],
)
def test_a_decision_that_is_not_well_formed_is_an_error(values, message):
    with pytest.raises(InputError, match=message):
        read_decisions(table({**MERGE, **values}))


def test_no_decisions():
    assert read_decisions(None) == []
    assert read_decisions(table()) == []


def test_a_file_with_other_columns_is_an_error():
    with pytest.raises(InputError, match="lacks the column decided_by"):
        read_decisions(table(MERGE).drop_columns(["decided_by"]))


def undo(target):
    return make_decision({**MERGE, "action": "undo", "subject": target.decision_id, "object": ""})


def test_what_was_undone_can_be_redone_by_undoing_that():
    merge = make_decision(MERGE)
    back = undo(merge)
    outcomes = [Outcome(merge), Outcome(back)]
    find_undone(outcomes)
    assert [outcome.state for outcome in outcomes] == ["undone", "obeyed"]
    assert outcomes[0].note == back.signed
    outcomes = [Outcome(merge), Outcome(back), Outcome(undo(back))]
    find_undone(outcomes)
    assert [outcome.state for outcome in outcomes] == ["obeyed", "undone", "obeyed"]


def test_undoing_what_is_not_there_is_stale():
    outcomes = [Outcome(make_decision({**MERGE, "action": "undo", "subject": "D0"}))]
    find_undone(outcomes)
    assert (outcomes[0].state, outcomes[0].note) == ("stale", "there is no earlier decision D0")
