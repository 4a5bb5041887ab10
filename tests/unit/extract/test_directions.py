import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.extract.flows.directions import decide, decide_flows, opposite, same_side
from assets.extract.flows.flows import Flow, Hint

SIDES = ("RUS", "UKR")


def _hint(giver, receiver, weight=1.0):
    return Hint(giver, receiver, weight, "test")


SAME = [
    ("RUS", "RUS", True),
    ("RUS", "UKR", False),
    ("DPR", "DPR/LPR", True),
    ("USA+DEU", "DEU", True),
    ("USA+DEU", "RUS+BLR", False),
    (None, "RUS", False),
    (None, None, False),
]

DECISIONS = [
    ("giver alone: the other side got them", [_hint("RUS", None)], ("RUS", "UKR")),
    ("receiver alone: the other side gave them", [_hint(None, "RUS")], ("UKR", "RUS")),
    ("both", [_hint("UKR", "RUS")], ("UKR", "RUS")),
    ("the heavier hint wins", [_hint("RUS", None, 3.0), _hint("UKR", None, 2.0)], ("RUS", "UKR")),
    ("a bystander weighs less", [_hint("TUR", None, 1.0), _hint("RUS", None, 1.0)], ("RUS", "UKR")),
    ("a third side wins where more is said for it", [_hint("TUR", "UKR", 5.0)], ("TUR", "UKR")),
    ("nothing told", [], None),
    ("a hint without sides tells nothing", [_hint(None, None)], None),
]


@pytest.mark.parametrize(("a", "b", "same"), SAME)
def test_same_side(a, b, same):
    assert same_side(a, b) is same
    assert same_side(b, a) is same


@pytest.mark.parametrize(("hints", "direction"), [case[1:] for case in DECISIONS], ids=[case[0] for case in DECISIONS])
def test_decision(hints, direction):
    assert decide(hints, SIDES)[0] == direction


def test_part_of_a_side_is_called_as_the_event_calls_it():
    assert decide([_hint("DPR", None)], ("DPR/LPR", "UKR"))[0] == ("DPR/LPR", "UKR")


def test_one_side_alone_gives_no_direction():
    assert decide([_hint("RUS", None)], ("RUS",)) == (None, 0.0)


def test_margin_is_how_much_more_is_said_for_the_direction():
    _, sure = decide([_hint("RUS", "UKR", 3.0)], SIDES)
    _, torn = decide([_hint("RUS", "UKR", 3.0), _hint("UKR", "RUS", 2.0)], SIDES)
    assert sure > torn > 0


@given(
    st.permutations([_hint("RUS", None, 2.0), _hint("UKR", "RUS", 1.0), _hint(None, "UKR", 0.5), _hint("TUR", None)])
)
def test_order_of_hints_is_of_no_weight(hints):
    assert decide(hints, SIDES)[0] == ("RUS", "UKR")


def test_counterpart_goes_the_other_way():
    there = Flow(0, 1, hints=[_hint("RUS", "UKR")])
    back = Flow(2, 3, counterpart_of=there)
    decided, _ = decide_flows([there, back], SIDES)
    assert decided == {0: ("RUS", "UKR"), 1: opposite(("RUS", "UKR"))}


def test_counterpart_that_is_known_tells_its_partner_direction():
    there = Flow(0, 1)
    back = Flow(2, 3, counterpart_of=there, hints=[_hint("UKR", "RUS")])
    assert decide_flows([there, back], SIDES)[0] == {0: ("RUS", "UKR"), 1: ("UKR", "RUS")}


def test_surer_of_two_counterparts_read_one_way_keeps_it():
    there = Flow(0, 1, hints=[_hint("RUS", "UKR", 1.0)])
    back = Flow(2, 3, counterpart_of=there, hints=[_hint("RUS", "UKR", 3.0)])
    assert decide_flows([there, back], SIDES)[0] == {0: ("UKR", "RUS"), 1: ("RUS", "UKR")}
