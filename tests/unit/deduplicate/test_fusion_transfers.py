import re

import pytest

from assets.deduplicate.attestation import Sources
from assets.deduplicate.fusion_transfers import fuse_transfers
from assets.deduplicate.resolve import resolve_exchanges

COLUMNS = ("released_by", "received_by", "category", "count_low", "count_best", "count_high")


@pytest.fixture
def fuse_moved(claims, weights):
    def fuse(*moved, status="completed", parties="RUS UKR"):
        told = [m if isinstance(m, dict) else {"moved": m} for m in moved]
        read = claims(*({"report": f"r{n}", "parties": parties, **t} for n, t in enumerate(told)))
        sources = Sources({}, {claim.report.report_id: claim.report.publisher for claim in read})
        return fuse_transfers(read, status, sources, weights)

    return fuse


def rows_of(flows):
    return [tuple(row[name] for name in COLUMNS) for flow in flows for row in flow.rows]


@pytest.mark.parametrize(
    ("moved", "rows"),
    [
        pytest.param(
            ["RUS>UKR 75; UKR>RUS 75", "UKR>RUS 75"],
            [("RUS", "UKR", "unspecified", 75, 75, 75), ("UKR", "RUS", "unspecified", 75, 75, 75)],
            id="one figure",
        ),
        pytest.param(
            ["RUS>UKR 108", "RUS>UKR 108 mixed"], [("RUS", "UKR", "mixed", 108, 108, 108)], id="category told"
        ),
        pytest.param(["RUS>UKR +100", "RUS>UKR +120"], [("RUS", "UKR", "unspecified", 100, 120, None)], id="no high"),
        pytest.param(["RUS>UKR +100", "RUS>UKR 144"], [("RUS", "UKR", "unspecified", 100, 144, 144)], id="a high"),
        pytest.param(["RUS>UKR ?"], [("RUS", "UKR", "unspecified", None, None, None)], id="no figure"),
        pytest.param(
            ["RUS>UKR 75 military; RUS>UKR 212 remains", "RUS>UKR 212 remains"],
            [("RUS", "UKR", "military", 75, 75, 75), ("RUS", "UKR", "remains", 212, 212, 212)],
            id="the dead apart",
        ),
        pytest.param(
            ["UKR>RUS 80 civilian; UKR>RUS 30 military", "UKR>RUS 110"],
            [("UKR", "RUS", "civilian", 80, 80, 80), ("UKR", "RUS", "military", 30, 30, 30)],
            id="parts that add up",
        ),
        pytest.param(
            ["RUS>UKR 4 mixed", "RUS>UKR 3 remains; RUS>UKR 1"],
            [("RUS", "UKR", "unspecified", 1, 1, 1), ("RUS", "UKR", "remains", 3, 3, 3)],
            id="a lump gives way to its parts",
        ),
        pytest.param(["RUS>UKR 2 mixed", "RUS>UKR 2 remains"], [("RUS", "UKR", "remains", 2, 2, 2)], id="all dead"),
        pytest.param(
            ["RUS>UKR 4 mixed", "RUS>UKR 3 remains"], [("RUS", "UKR", "mixed", 4, 4, 4)], id="the whole stays"
        ),
        pytest.param(
            ["RUS>USA 1", {"moved": "RUS>USA 1; BLR>USA 1", "parties": "RUS BLR USA"}],
            [("RUS", "USA", "unspecified", 1, 1, 1)],
            id="an ally's people apart",
        ),
        pytest.param(
            ["RUS>USA 16", {"moved": "RUS>USA 15; BLR>USA 1", "parties": "RUS BLR USA"}],
            [("RUS", "USA", "unspecified", 16, 16, 16)],
            id="allies' people together",
        ),
        pytest.param([">UKR 75", "RUS>UKR 75"], [("RUS", "UKR", "unspecified", 75, 75, 75)], id="a side left open"),
    ],
)
def test_rows_of_an_exchange(moved, rows, fuse_moved):
    assert rows_of(fuse_moved(*moved)) == rows
    assert sorted(map(str, rows_of(fuse_moved(*reversed(moved))))) == sorted(map(str, rows))


@pytest.mark.parametrize(
    ("moved", "best", "rule"),
    [
        (["RUS>UKR 75", "RUS>UKR 75"], 75, "only_figure"),
        (["RUS>UKR ?"], None, "not_stated"),
        (["RUS>UKR 75", {"moved": "RUS>UKR 90", "status": "agreed"}], 75, "carried_out"),
        (["RUS>UKR 207 says UKR", "RUS>UKR 195 says RUS", "RUS>UKR 195"], 207, "receiving_side"),
        (["RUS>UKR 207", "RUS>UKR 195", "RUS>UKR 195"], 195, "most_publishers"),
        (["RUS>UKR ~200", "RUS>UKR 195"], 195, "exact_first"),
        (
            [{"moved": "RUS>UKR 195", "on": "2024-02-01"}, {"moved": "RUS>UKR 207", "on": "2024-01-31"}],
            195,
            "latest_report",
        ),
        (["RUS>UKR 195", "RUS>UKR 207"], 207, "larger"),
    ],
)
def test_rules_decide_in_their_order(moved, best, rule, fuse_moved):
    ((row,),) = [flow.rows for flow in fuse_moved(*moved)]
    assert (row["count_best"], row["rule"]) == (best, rule)


def test_every_figure_stays_visible(fuse_moved):
    (flow,) = fuse_moved("RUS>UKR 195", "RUS>UKR 207", "RUS>UKR 207", "RUS>UKR ~300")
    found = {(c.attribute, c.value, c.n_publishers, c.chosen) for c in flow.conflicts}
    assert found == {
        ("count RUS>UKR", "195", 1, False),
        ("count RUS>UKR", "207", 2, True),
        ("count RUS>UKR", "about 300", 1, False),
    }
    assert flow.disputed
    assert rows_of([flow]) == [("RUS", "UKR", "unspecified", 195, 207, 300)]


@pytest.mark.parametrize(
    ("moved", "disputed"),
    [
        (["RUS>UKR 195", "RUS>UKR 207"], True),
        (["RUS>UKR 195", "RUS>UKR ~200"], False),
        (["RUS>UKR 195", {"moved": "RUS>UKR 207", "status": "agreed"}], False),
        ([{"moved": "RUS>UKR 195", "publisher": "x"}, {"moved": "RUS>UKR 207", "publisher": "x"}], False),
    ],
)
def test_disputed_is_exact_against_exact_of_independent_sources(moved, disputed, fuse_moved):
    assert any(flow.disputed for flow in fuse_moved(*moved)) is disputed


def test_rounded_figures_that_agree_are_no_conflict(fuse_moved):
    (flow,) = fuse_moved("RUS>UKR ~70", "RUS>UKR 74")
    assert flow.conflicts == ()
    assert rows_of([flow]) == [("RUS", "UKR", "unspecified", 70, 74, 74)]


def test_categories_that_differ_are_a_conflict(fuse_moved):
    (flow,) = fuse_moved("RUS>UKR 75 military", "RUS>UKR 75 military", "RUS>UKR 75 civilian", "RUS>UKR 75")
    assert {(c.attribute, c.value, c.chosen) for c in flow.conflicts} == {
        ("category RUS>UKR", "military", True),
        ("category RUS>UKR", "civilian", False),
    }


def test_category_is_that_of_the_same_sides(fuse_moved):
    moved = [
        "UN>PRK 6670; PRK>UN 684",
        "UN>PRK 6670",
        {"moved": "UN>CHN 100 military; CHN>UN 684", "parties": "UN CHN PRK"},
    ]
    rows = rows_of(fuse_moved(*moved, parties="UN PRK"))
    assert ("UN", "PRK", "unspecified", 100, 6670, 6670) in rows


def test_directions_are_matched_though_the_sides_are_named_otherwise(fuse_moved):
    flows = fuse_moved(
        {"moved": "SUN>West 1; DDR>West 3; West>DDR 5", "parties": "DDR SUN USA DEU"},
        {"moved": "SUN>USA+DEU 4; USA+DEU>SUN 5", "parties": "SUN USA DEU"},
    )
    assert sorted(rows_of(flows)) == [
        ("DEU+USA", "SUN", "unspecified", 5, 5, 5),
        ("SUN", "DEU+USA", "unspecified", 4, 4, 4),
    ]


@pytest.mark.parametrize(
    ("told", "rows"),
    [
        pytest.param(["RUS>UKR 5", "DPR>UKR 0"], [("RUS", "UKR", 0, 5, 5)], id="of a name that is taken for it"),
        pytest.param(["DPR>UKR 0"] * 2 + ["RUS>UKR 5"], [("DPR", "UKR", 0, 0, 5)], id="told by most"),
        pytest.param(["UKR>RUS 5"] * 2 + ["UKR>BLR+DPR 0"], [("UKR", "RUS", 0, 5, 5)], id="of such a name and an ally"),
        pytest.param(["RUS>POL 75", "RUS>USA+POL 0"], [("RUS", "POL", 0, 75, 75)], id="of more than that side"),
        pytest.param(["RUS>West 75", "RUS>POL 0"], [("RUS", "West", 0, 75, 75)], id="of a member of the side"),
        pytest.param([">UKR 0", "RUS>UKR 5"], [("RUS", "UKR", 0, 5, 5)], id="of a side left open"),
        pytest.param(["RUS>UKR 5", "BLR>UKR 0"], [("RUS", "UKR", 5, 5, 5), ("BLR", "UKR", 0, 0, 0)], id="of an ally"),
        pytest.param(
            ["BLR>UKR 0", "BLR>UKR 0", "RUS>UKR 5"],
            [("RUS", "UKR", 5, 5, 5), ("BLR", "UKR", 0, 0, 0)],
            id="of an ally, told by most",
        ),
        pytest.param(
            ["RUS>UKR ?", "BLR>UKR 0"],
            [("RUS", "UKR", None, None, None), ("BLR", "UKR", 0, 0, 0)],
            id="of an ally, the number not told",
        ),
        pytest.param(
            ["RUS>UKR 5", "BLR>UKR 2", "BLR>UKR 0"], [("RUS", "UKR", 2, 5, 5)], id="of an ally who let some go"
        ),
        pytest.param(["RUS>UKR 5", "DPR>UKR <0"], [("RUS", "UKR", None, 5, 5)], id="none at most"),
        pytest.param(["RUS>UKR 5", "DPR>UKR +0"], [("RUS", "UKR", 0, 5, 5)], id="none at least"),
        pytest.param(
            ["RUS>UKR 0", "RUS>UKR 0; BLR>UKR 5"],
            [("BLR", "UKR", 5, 5, 5), ("RUS", "UKR", 0, 0, 0)],
            id="of one of two allies",
        ),
    ],
)
def test_nobody_stands_under_sides_of_which_it_is_told(told, rows, fuse_moved):
    named = [{"moved": moved, "parties": " ".join(re.findall("[A-Z][A-Za-z]{2,}", moved))} for moved in told]
    assert [(row[:2] + row[3:]) for row in rows_of(fuse_moved(*named))] == rows


def test_nobody_of_an_ally_disputes_nothing(fuse_moved):
    flows = fuse_moved("RUS>UKR 5", {"moved": "BLR>UKR 0", "parties": "BLR UKR"})
    assert not any(flow.disputed or flow.conflicts for flow in flows)


def test_a_total_of_nobody_is_no_figure(fuse_moved):
    assert rows_of(fuse_moved({"moved": "DPR>UKR ?", "parties": "DPR UKR", "total": 0}, "RUS>UKR ?")) == [
        ("DPR", "UKR", "unspecified", None, None, None)
    ]


def test_a_direction_that_only_an_earlier_version_tells_stays(tables):
    article = {"date": "2024-05-31", "url": "https://news.example/swap"}
    told = [{"report": "a", "moved": "RUS>UKR ?", **article}, {"report": "b", "landed": 2, **article}]
    resolved = resolve_exchanges(tables(told))
    assert [row["superseded_by"] for row in resolved["exchange_claims"].to_pylist()] == ["b", None]
    assert resolved["exchange_transfers"].select(["released_by", "received_by", "count_best"]).to_pylist() == [
        {"released_by": "RUS", "received_by": "UKR", "count_best": None}
    ]
