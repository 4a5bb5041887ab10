"""A publisher stands by the newest version of an article: what an earlier one told is kept, and carries no weight."""

import pytest

from assets.deduplicate.resolve import resolve_exchanges
from tests.unit.deduplicate.test_obeying import decide, ids

PAGE = "https://news.example/swap"
FIRST = {"report": "v1", "url": PAGE, "publisher": "news.example", "on": "2024-05-31", "date": "2024-05-31"}
SECOND = {**FIRST, "report": "v2", "on": "2024-06-01"}


def resolved(tables, *told, decisions=None, earlier=None):
    return resolve_exchanges(tables(told), decisions, earlier)


def superseded(found):
    return {
        row["claim_id"]: row["superseded_by"] for row in found["exchange_claims"].to_pylist() if row["superseded_by"]
    }


def figures(found):
    return {
        (row["released_by"], row["received_by"]): row["count_best"] for row in found["exchange_transfers"].to_pylist()
    }


def test_a_corrected_figure_takes_the_place_of_the_earlier_one_without_a_conflict(tables):
    found = resolved(
        tables, {**FIRST, "moved": "RUS>UKR 95; UKR>RUS 75"}, {**SECOND, "moved": "RUS>UKR 75; UKR>RUS 75"}
    )
    assert figures(found) == {("RUS", "UKR"): 75, ("UKR", "RUS"): 75}
    (low, high) = (found["exchange_transfers"][name].to_pylist() for name in ("count_low", "count_high"))
    assert (low, high) == ([75, 75], [75, 75])
    assert found["exchange_conflicts"].num_rows == 0
    (exchange,) = found["exchanges"].to_pylist()
    assert (exchange["n_claims"], exchange["n_publishers"], exchange["grade"]) == (2, 1, "single_source")
    assert superseded(found) == {"v1#0": "v2"}
    explanation = found["exchange_claims"]["explanation"][0].as_py()
    assert explanation == ("an earlier version of v2#0; it carries no weight beside v2, a newer version of its report")


FILE = {"origin": "desk/swap.txt", "publisher": None, "date": "2024-05-31", "sketch": list(range(0, 80, 2))}


@pytest.mark.parametrize(("n_changed", "expected"), [(4, {"v1#0": "v2"}), (30, {})])
def test_a_file_that_was_corrected_takes_its_own_place_but_another_text_in_it_does_not(tables, n_changed, expected):
    changed = {**FILE, "sketch": [value + (value < 2 * n_changed) for value in FILE["sketch"]], "landed": 2}
    found = resolved(
        tables,
        {**FILE, "report": "v1", "moved": "RUS>UKR 95"},
        {**changed, "report": "v2", "moved": "RUS>UKR 75"},
    )
    assert superseded(found) == expected
    assert figures(found) == {("RUS", "UKR"): 75 if expected else 95}


def test_texts_that_one_file_holds_side_by_side_are_no_versions(tables):
    found = resolved(
        tables, {**FILE, "report": "a", "moved": "RUS>UKR 95"}, {**FILE, "report": "b", "moved": "RUS>UKR 75"}
    )
    assert superseded(found) == {}


def test_a_corrected_day_leaves_no_second_exchange(tables):
    moved = {"moved": "RUS>UKR 75; UKR>RUS 75"}
    found = resolved(tables, {**FIRST, **moved}, {**SECOND, **moved, "date": "2024-05-24"})
    (exchange,) = found["exchanges"].to_pylist()
    assert (str(exchange["date_start"]), found["exchange_conflicts"].num_rows) == ("2024-05-24", 0)


def test_a_completion_taken_back_is_no_conflict_of_its_publisher_with_itself(tables):
    moved = {"moved": "RUS>UKR 75; UKR>RUS 75"}
    found = resolved(tables, {**FIRST, **moved}, {**SECOND, **moved, "status": "agreed"})
    (exchange,) = found["exchanges"].to_pylist()
    assert (exchange["status"], found["exchange_conflicts"].num_rows) == ("agreed", 0)
    steps = [(row["status"], row["legal"]) for row in found["exchange_transitions"].to_pylist()]
    assert steps == [("completed", True), ("agreed", True)]


def test_what_the_newest_version_leaves_out_is_taken_from_the_earlier_one(tables):
    told = {"moved": "RUS>UKR 75; UKR>RUS 75", "place": "Sumy", "mediators": "ARE", "persons": ["Ivan Petrov"]}
    found = resolved(tables, {**FIRST, **told}, {**SECOND, "moved": "RUS>UKR 75"})
    (exchange,) = found["exchanges"].to_pylist()
    assert (exchange["place_name"], exchange["mediators"]) == ("Sumy", ["ARE"])
    assert figures(found) == {("RUS", "UKR"): 75, ("UKR", "RUS"): 75}
    assert found["exchange_persons"]["name"].to_pylist() == ["Ivan Petrov"]


def test_others_still_weigh_against_the_newest_version(tables):
    others = [{**FIRST, "report": f"o{i}", "url": None, "publisher": f"o{i}.example"} for i in range(2)]
    found = resolved(
        tables,
        {**FIRST, "moved": "RUS>UKR 80"},
        {**SECOND, "moved": "RUS>UKR 75"},
        *({**other, "moved": "RUS>UKR 80"} for other in others),
    )
    assert figures(found) == {("RUS", "UKR"): 80}
    given = {row["value"]: (row["n_publishers"], row["claim_ids"]) for row in found["exchange_conflicts"].to_pylist()}
    assert given == {"80": (2, ["o0#0", "o1#0"]), "75": (1, ["v2#0"])}


@pytest.mark.parametrize(
    "later",
    [
        pytest.param({"date": "2024-09-14", "moved": "RUS>UKR 103; UKR>RUS 103"}, id="another exchange"),
        pytest.param({"date": "2024-09-14", "moved": "RUS>UKR 75; UKR>RUS 75"}, id="as many, months later"),
        pytest.param({"url": "https://news.example/other", "moved": "RUS>UKR 5"}, id="another page"),
    ],
)
def test_a_page_that_tells_of_another_exchange_now_does_not_take_the_first_one_away(later, tables):
    found = resolved(tables, {**FIRST, "moved": "RUS>UKR 75; UKR>RUS 75"}, {**SECOND, **later})
    assert found["exchanges"].num_rows == 2
    assert superseded(found) == {}


def test_of_three_versions_the_newest_stands_for_all(tables):
    moved = [{"moved": f"RUS>UKR {count}"} for count in (70, 72, 75)]
    versions = [{**FIRST, "report": f"v{no}", "on": f"2024-06-0{no}", **told} for no, told in enumerate(moved, start=1)]
    found = resolved(tables, *reversed(versions))
    assert superseded(found) == {"v1#0": "v3", "v2#0": "v3"}
    assert figures(found) == {("RUS", "UKR"): 75}


def test_the_id_stays_when_a_newer_version_arrives(tables):
    moved = {"moved": "RUS>UKR 75; UKR>RUS 75"}
    before = resolved(tables, {**FIRST, **moved})
    after = resolved(tables, {**FIRST, **moved}, {**SECOND, **moved}, earlier=before)
    assert ids(after) == {"v1": ids(before)["v1"], "v2": ids(before)["v1"]}


def test_who_parts_two_versions_is_obeyed(tables):
    moved = {"moved": "RUS>UKR 75; UKR>RUS 75"}
    found = resolved(tables, {**FIRST, **moved}, {**SECOND, **moved}, decisions=decide(("not_same", "v1#0", "v2#0")))
    assert len(set(ids(found).values())) == 2
    assert superseded(found) == {}


ROW = {"list_name": "list.csv", "publisher": None, "date": "2025-05-24", "moved": "RUS>UKR 307; UKR>RUS 307"}
TEXT = list(range(100, 740, 10))  # hashes


@pytest.mark.parametrize(
    ("later", "replaced"),
    [
        pytest.param({"landed": 2, "sketch": [105, *TEXT[1:]]}, {"v1#0": "v2"}, id="corrected"),
        pytest.param({"landed": 1, "sketch": [105, *TEXT[1:]]}, {}, id="of the same load"),
        pytest.param(
            {"landed": 2, "sketch": [105, *(n + 5 * (n % 20 == 0) for n in TEXT[1:])]}, {}, id="another row of that day"
        ),
        pytest.param({"landed": 2, "sketch": TEXT, "date": "2025-05-25"}, {}, id="a row of another day"),
        pytest.param({"landed": 2, "sketch": TEXT, "list_name": "other.csv"}, {}, id="of another list"),
    ],
)
def test_a_corrected_row_of_a_list_takes_the_place_of_the_former_one(later, replaced, tables):
    found = resolved(
        tables,
        {**ROW, "report": "v1", "sketch": TEXT},
        {**ROW, "report": "v2", "moved": "RUS>UKR 309; UKR>RUS 307", **later},
    )
    assert superseded(found) == replaced
    if replaced:
        assert figures(found) == {("RUS", "UKR"): 309, ("UKR", "RUS"): 307}
        assert found["exchanges"].num_rows == 1
