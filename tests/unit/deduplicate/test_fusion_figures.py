import pytest

from assets.deduplicate.attestation import Sources
from assets.deduplicate.fusion_figures import Flow, choose_figure, figure_conflicts, is_disputed, range_of
from assets.deduplicate.profile import Figure

SOURCES = Sources({}, {f"r{n}": f"{n}.example" for n in range(5)})


@pytest.fixture
def flows(claims):
    """What claims say of one direction: count, bound, and what else matters of the claim."""

    def make(*told):
        read = claims(*({"report": f"r{n}", **claim} for n, (_, claim) in enumerate(told)))
        return [
            Flow(claim, (), Figure(*figure), said_by_receiver=specified.get("by_receiver", False))
            for claim, (figure, specified) in zip(read, told, strict=True)
        ]

    return make


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([], (None, None)),
        ([(75, "exact")], (75, 75)),
        ([(195, "exact"), (207, "exact"), (300, "approx")], (195, 300)),
        ([(100, "at_least")], (100, None)),
        ([(100, "at_least"), (144, "exact")], (100, 144)),
        ([(150, "at_least"), (144, "exact")], (144, None)),
        ([(6000, "at_most"), (5000, "exact")], (5000, 6000)),
        ([(6000, "at_most")], (None, 6000)),
        ([(5000, "at_most"), (6000, "approx")], (None, 6000)),
    ],
)
def test_range_has_an_end_only_where_a_figure_closes_it(figures, expected):
    assert range_of([Figure(*figure) for figure in figures]) == expected


@pytest.mark.parametrize(
    ("told", "chosen"),
    [
        ([], (None, "not_stated")),
        ([((75, "exact"), {})], (Figure(75, "exact"), "only_figure")),
        (
            [((207, "exact"), {"by_receiver": True}), ((195, "exact"), {}), ((195, "exact"), {})],
            (Figure(207, "exact"), "receiving_side"),
        ),
        (
            [((90, "exact"), {"status": "agreed", "by_receiver": True}), ((75, "exact"), {})],
            (Figure(75, "exact"), "carried_out"),
        ),
        ([((200, "approx"), {}), ((195, "exact"), {})], (Figure(195, "exact"), "exact_first")),
        (
            [((195, "exact"), {"on": "2024-01-31"}), ((190, "exact"), {"on": "2024-02-01"})],
            (Figure(190, "exact"), "latest_report"),
        ),
        ([((195, "exact"), {}), ((207, "exact"), {})], (Figure(207, "exact"), "larger")),
    ],
)
def test_the_first_rule_that_leaves_one_figure_decides(told, chosen, flows):
    assert choose_figure(flows(*told), "completed", SOURCES) == chosen


def test_figures_that_both_can_be_right_are_no_conflict(flows, weights):
    agreeing = flows(((100, "at_least"), {}), ((144, "exact"), {}))
    assert figure_conflicts("RUS>UKR", agreeing, (Figure(144, "exact"), "exact_first"), SOURCES, weights) == []


def test_every_figure_of_a_conflict_is_kept_in_words(flows, weights):
    told = flows(((195, "exact"), {}), ((300, "approx"), {}), ((100, "at_least"), {}), ((150, "at_most"), {}))
    conflicts = figure_conflicts("RUS>UKR", told, (Figure(195, "exact"), "exact_first"), SOURCES, weights)
    assert {conflict.value: conflict.chosen for conflict in conflicts} == {
        "195": True,
        "about 300": False,
        "at least 100": False,
        "at most 150": False,
    }
    assert {conflict.rule for conflict in conflicts} == {"exact_first"}


@pytest.mark.parametrize(
    ("told", "disputed"),
    [
        ([((195, "exact"), {}), ((207, "exact"), {})], True),
        ([((195, "exact"), {}), ((207, "approx"), {})], False),
        ([((195, "exact"), {}), ((207, "exact"), {"status": "proposed"})], False),
    ],
)
def test_only_exact_figures_of_what_was_done_are_disputed(told, disputed, flows):
    assert is_disputed(flows(*told), "completed", SOURCES) is disputed
