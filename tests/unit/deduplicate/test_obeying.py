"""Decisions obeyed by resolution as a whole: over runs, against the rules, taken back, gone stale."""

from random import Random

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assets.deduplicate.decisions import COLUMNS, read_decisions
from assets.deduplicate.resolve import resolve_exchanges

DAY = {"date": "2024-05-31", "moved": "RUS>UKR 75; UKR>RUS 75"}
OTHER_DAY = {"date": "2024-09-14", "moved": "RUS>UKR 103; UKR>RUS 103"}


def decide(*rows):
    """A table of decisions, each given as (action, subject, object, value)."""
    records = [
        dict(zip(COLUMNS, [*(f"2026-01-{no:02d}", "Anna", *row, "", "")[:6], f"reason {no}"], strict=True))
        for no, row in enumerate(rows, start=1)
    ]
    return pa.table({name: pa.array([record[name] for record in records], pa.string()) for name in COLUMNS})


def ids(resolved):
    return {row["claim_id"].removesuffix("#0"): row["exchange_id"] for row in resolved["exchange_claims"].to_pylist()}


def states(resolved):
    return [(row["action"], row["state"]) for row in resolved["decisions"].to_pylist()]


def redirects(resolved):
    return [tuple(row.values()) for row in resolved["exchange_redirects"].to_pylist()]


@pytest.fixture
def told(tables):
    """Two reports of one exchange, two of another."""
    return tables(
        [{"report": "a", **DAY}, {"report": "b", **DAY}, {"report": "c", **OTHER_DAY}, {"report": "d", **OTHER_DAY}]
    )


@pytest.fixture
def first(told):
    return resolve_exchanges(told)


def test_without_decisions_there_are_two_exchanges(first):
    found = ids(first)
    assert found["a"] == found["b"] != found["c"] == found["d"]
    assert redirects(first) == []


def test_merge_of_exchanges_is_obeyed_against_the_rules_and_leaves_a_redirect(told, first):
    x, y = ids(first)["a"], ids(first)["c"]
    made = decide(("merge", x, y))
    second = resolve_exchanges(told, made, first)
    kept, gone = min(x, y), max(x, y)
    assert set(ids(second).values()) == {kept}
    assert redirects(second) == [(gone, kept, "merged")]
    assert {row["decided_by"] for row in second["exchange_claims"].to_pylist()} == {"human"}
    assert "merge, decided by Anna on 2026-01-01" in second["exchange_claims"]["explanation"][0].as_py()
    third = resolve_exchanges(told, made, second)
    assert ids(third) == ids(second)
    assert redirects(third) == redirects(second)


def test_merge_is_taken_back_with_all_ids(told, first):
    x, y = ids(first)["a"], ids(first)["c"]
    second = resolve_exchanges(told, decide(("merge", x, y)), first)
    merge = read_decisions(decide(("merge", x, y)))[0].decision_id
    third = resolve_exchanges(told, decide(("merge", x, y), ("undo", merge)), second)
    assert ids(third) == ids(first)
    assert redirects(third) == []
    assert states(third) == [("merge", "undone"), ("undo", "obeyed")]


def test_split_parts_what_says_the_same(told, first):
    x = ids(first)["a"]
    made = decide(("split", x, "b#0"))
    second = resolve_exchanges(told, made, first)
    found = ids(second)
    assert found["a"] == x != found["b"]
    assert redirects(second) == [(x, found["b"], "split")]
    third = resolve_exchanges(told, made, second)
    assert ids(third) == found


def test_split_of_the_larger_part_holds_in_later_runs(tables):
    told = tables([{"report": name, **DAY} for name in "abc"])
    first = resolve_exchanges(told)
    x = ids(first)["a"]
    made = decide(("split", x, "b#0 c#0"))
    before = first
    for _ in range(3):
        resolved = resolve_exchanges(told, made, before)
        found, before = ids(resolved), resolved
        assert found["b"] == found["c"] == x != found["a"]


def test_not_same_keeps_later_reports_from_joining_both(first, tables):
    made = decide(("not-the-same", "a#0", "b#0"))
    more = tables([{"report": name, **DAY} for name in "abe"])
    found = ids(resolve_exchanges(more, made, first))
    assert found["a"] != found["b"]
    assert found["e"] in {found["a"], found["b"]}


def test_rejected_claim_is_no_evidence_and_comes_back(told, first):
    made = decide(("reject", "c#0"), ("reject", "d#0"))
    second = resolve_exchanges(told, made, first)
    assert sorted(ids(second)) == ["a", "b"]
    assert second["exchanges"].num_rows == 1
    assert redirects(second) == [(ids(first)["c"], None, "withdrawn")]
    third = resolve_exchanges(told, decide(), second)
    assert ids(third) == ids(first)
    assert redirects(third) == []


def test_set_values_are_published_and_what_rules_say_stays_visible(told, first):
    x = ids(first)["a"]
    made = decide(
        ("set", x, "status", "agreed"),
        ("set", x, "date", "2024-06"),
        ("set", x, "mediators", "TUR; ARE"),
        ("set", x, "place_name", "Sumy"),
        ("set", x, "count RUS>UKR", "80"),
        ("set", x, "count UKR>RUS remains", "3"),
    )
    resolved = resolve_exchanges(told, made, first)
    (exchange,) = [row for row in resolved["exchanges"].to_pylist() if row["exchange_id"] == x]
    assert (exchange["status"], str(exchange["date_start"]), exchange["date_precision"]) == (
        "agreed",
        "2024-06-01",
        "month",
    )
    assert (exchange["mediators"], exchange["place_name"]) == (["ARE", "TUR"], "Sumy")
    counts = {
        (row["released_by"], row["category"]): (row["count_low"], row["count_best"], row["count_high"], row["n_claims"])
        for row in resolved["exchange_transfers"].to_pylist()
        if row["exchange_id"] == x
    }
    assert counts["RUS", "unspecified"] == (75, 80, 80, 2)
    assert counts["UKR", "remains"] == (3, 3, 3, 0)
    conflicts = {
        (row["attribute"], row["value"]): (row["chosen"], row["n_publishers"])
        for row in resolved["exchange_conflicts"].to_pylist()
    }
    assert conflicts["status", "agreed"] == (True, 0)
    assert conflicts["status", "completed"] == (False, 2)
    assert conflicts["date", "2024-05-31"] == (False, 2)
    assert conflicts["count RUS>UKR", "80"] == (True, 0)
    assert conflicts["count RUS>UKR", "75"] == (False, 2)
    assert {state for _, state in states(resolved)} == {"obeyed"}
    assert all(row["exchange_ids"] == [x] for row in resolved["decisions"].to_pylist())


def test_a_value_set_follows_its_exchange_into_another(told, first):
    x, y = ids(first)["a"], ids(first)["c"]
    made = decide(("set", max(x, y), "status", "cancelled"), ("merge", x, y))
    second = resolve_exchanges(told, made, first)
    third = resolve_exchanges(told, made, second)
    assert second["exchanges"]["status"].to_pylist() == third["exchanges"]["status"].to_pylist() == ["cancelled"]


def test_of_two_decisions_the_later_one_holds(told, first):
    x = ids(first)["a"]
    made = decide(
        ("not_same", "a#0", "b#0"),
        ("set", x, "status", "agreed"),
        ("merge", "a#0", "b#0"),
        ("set", x, "status", "proposed"),
    )
    resolved = resolve_exchanges(told, made, first)
    assert ids(resolved)["a"] == ids(resolved)["b"]
    assert states(resolved) == [("not_same", "overruled"), ("set", "overruled"), ("merge", "obeyed"), ("set", "obeyed")]


def test_a_merge_of_which_nothing_is_left_is_overruled_in_every_run(told, first):
    """The exchange named by hand had both claims when it was decided, and has but one of them after."""
    made = decide(("merge", ids(first)["a"], "b#0"), ("not_same", "a#0", "b#0"))
    resolved = first
    for _ in range(3):
        resolved = resolve_exchanges(told, made, resolved)
        assert states(resolved) == [("merge", "overruled"), ("not_same", "obeyed")]


def test_row_written_by_hand_means_later_what_it_meant_when_it_was_first_read(told, first, tables):
    """A later report joins what was split off, and would stand where the row says that nothing of this does."""
    x = ids(first)["a"]
    made = decide(("split", x, "b#0"))
    second = resolve_exchanges(told, made, first)
    assert second["decisions"]["value"].to_pylist() == ["b#0 | a#0"]
    more = tables([{"report": name, **DAY} for name in "abe"])
    third = resolve_exchanges(more, made, second)
    assert third["decisions"]["value"].to_pylist() == ["b#0 | a#0"]
    assert ids(third)["e"] in {ids(third)["a"], ids(third)["b"]}
    without = resolve_exchanges(tables([{"report": "b", **DAY}]), made, third)
    assert states(without) == [("split", "stale")]
    assert resolve_exchanges(more, made, without)["decisions"].equals(third["decisions"])


def test_chain_of_merges_does_not_get_around_what_is_kept_apart(told, first):
    made = decide(("merge", "a#0", "c#0"), ("merge", "c#0", "d#0"), ("not_same", "a#0", "d#0"))
    resolved = resolve_exchanges(told, made, first)
    assert ids(resolved)["a"] != ids(resolved)["d"]
    assert states(resolved) == [("merge", "overruled"), ("merge", "obeyed"), ("not_same", "obeyed")]


@pytest.mark.parametrize(
    ("row", "note"),
    [
        (("merge", "a#0", "z#0"), "there is no claim or exchange z#0"),
        (("merge", "X0", "a#0"), "there is no claim or exchange X0"),
        (("reject", "z#0"), "there is no claim z#0"),
        (("set", "X0", "status", "agreed"), "there is no exchange or claim X0"),
        (("undo", "D0"), "there is no earlier decision D0"),
    ],
)
def test_what_no_longer_applies_is_reported(told, row, note):
    (decision,) = resolve_exchanges(told, decide(row))["decisions"].to_pylist()
    assert (decision["state"], decision["note"]) == ("stale", note)


GULF = {"date": "2016-01-16", "parties": "IRN USA", "moved": "IRN>USA 4; USA>IRN 7"}
BALTIC = {"date": "2025-04-10", "parties": "RUS USA", "moved": "RUS>USA 1; USA>RUS 1"}


@pytest.mark.parametrize(
    ("row", "renewed"),
    [
        (("set", "{a#1}", "status", "cancelled"), "set {gulf} status cancelled"),
        (("set", "a#1", "place_name", "by the river"), "set {gulf} place_name 'by the river'"),
        (("merge", "{a#1}", "{c#0}"), "merge {gulf} {c#0}"),
        (("not_same", "c#0", "a#1"), "not-same 'c#0' {gulf}"),
    ],
)
def test_a_stale_decision_names_its_successor_and_the_commands_that_renew_it(row, renewed, tables):
    """New rules of extraction read another exchange out of report a than it seemed to tell of."""
    before = resolve_exchanges(
        tables([{"report": "a", **DAY}, {"report": "a", **OTHER_DAY}, {"report": "c", **BALTIC}])
    )
    known = {row["claim_id"]: row["exchange_id"] for row in before["exchange_claims"].to_pylist()}
    now = tables([{"report": "a", **GULF}, {"report": "c", **BALTIC}])
    plain = resolve_exchanges(now, earlier=before)
    names = {**known, "gulf": ids(plain)["a"]}
    made = decide(tuple(word.format(**names) for word in row))
    resolved = resolve_exchanges(now, made, before)
    (decision,) = resolved["decisions"].to_pylist()
    gone = names["a#1"] if "{a#1}" in row else "a#1"
    assert decision["state"] == "stale"
    assert decision["note"].endswith(f"; what was {gone} is {names['gulf']} now")
    assert decision["renewal"] == (
        f"swapledger decide undo {decision['decision_id']} --why renewed && "
        f"swapledger decide {renewed.format(**names)} --why 'reason 1'"
    )


def test_of_a_claim_that_is_several_now_a_person_has_to_choose_which_to_reject(tables):
    before = resolve_exchanges(tables([{"report": "a", **DAY}, {"report": "a", **OTHER_DAY}]))
    now = tables([{"report": "a", **GULF}, {"report": "a", **BALTIC}])
    resolved = resolve_exchanges(now, decide(("reject", "a#7")), before)
    (decision,) = resolved["decisions"].to_pylist()
    assert decision["renewal"] is None
    assert all(exchange_id in decision["note"] for exchange_id in resolved["exchanges"]["exchange_id"].to_pylist())


def test_undone_merge_by_hand_takes_back_what_it_brought_to_an_exchange_merged_before(tables):
    """An earlier row that names the same exchange does not mean the claims that the undone one brought there."""
    told = tables([{"report": "a", **DAY}, {"report": "c", **DAY}, {"report": "d", **OTHER_DAY}])
    resolved = resolve_exchanges(told)
    found = ids(resolved)
    rows = [("merge", found["a"], "c#0")]
    for row in (None, ("merge", found["a"], "d#0"), None):
        rows += [row] if row else []
        resolved = resolve_exchanges(told, decide(*rows), resolved)
    assert len(set(ids(resolved).values())) == 1
    rows.append(("undo", read_decisions(decide(*rows))[1].decision_id))
    resolved = resolve_exchanges(told, decide(*rows), resolved)
    assert states(resolved) == [("merge", "obeyed"), ("merge", "undone"), ("undo", "obeyed")]
    assert ids(resolved) == found


def test_sides_of_a_count_are_the_same_in_any_order(tables):
    told = tables([{"report": "a", "parties": "DPR RUS UKR", "date": "2024-05-31", "moved": "DPR+RUS>UKR 75"}])
    made = decide(("set", "a#0", "count DPR+RUS>UKR", "70"), ("set", "a#0", "count RUS+DPR>UKR", "80"))
    resolved = resolve_exchanges(told, made)
    (transfer,) = resolved["exchange_transfers"].to_pylist()
    assert (transfer["released_by"], transfer["count_best"]) == ("DPR+RUS", 80)
    assert states(resolved) == [("set", "overruled"), ("set", "obeyed")]


def test_a_count_of_several_categories_wants_one_named(tables):
    told = tables([{"report": "a", "date": "2024-05-31", "moved": "RUS>UKR 75 military; RUS>UKR 5 civilian"}])
    (decision,) = resolve_exchanges(told, decide(("set", "a#0", "count RUS>UKR", "80")))["decisions"].to_pylist()
    assert decision["state"] == "stale"
    assert "name one of civilian, military" in decision["note"]


def test_ids_survive_claims_that_are_numbered_anew(tables):
    """New rules of extraction find one claim less in a report, and read a figure of the other one differently."""
    before = resolve_exchanges(tables([{"report": "a", "date": "2024-05-31"}, {"report": "a", **OTHER_DAY}]))
    kept = {row["claim_id"]: row["exchange_id"] for row in before["exchange_claims"].to_pylist()}["a#1"]
    now = tables([{"report": "a", **OTHER_DAY, "moved": "RUS>UKR 103; UKR>RUS 104"}])
    after = resolve_exchanges(now, earlier=before)
    assert ids(after) == {"a": kept}
    back = resolve_exchanges(
        tables([{"report": "a", "date": "2024-05-31"}, {"report": "a", **OTHER_DAY}]),
        earlier=after,
    )
    assert back["exchange_claims"]["exchange_id"].to_pylist() == before["exchange_claims"]["exchange_id"].to_pylist()
    assert redirects(back) == []


def test_pinned_claims_are_meant_by_their_registered_names(tables):
    before = resolve_exchanges(
        tables([{"report": "a", "date": "2024-05-31"}, {"report": "a", **OTHER_DAY}, {"report": "c"}])
    )
    now = tables([{"report": "a", **OTHER_DAY}, {"report": "c"}])
    made = decide(("merge", "a#1", "c#0", "a#1 | c#0"))
    after = resolve_exchanges(now, made, before)
    assert states(after) == [("merge", "obeyed")]
    assert ids(after)["a"] == ids(after)["c"]


NAMES = "abcdef"
STEPS = st.one_of(
    st.tuples(st.just("arrive"), st.sampled_from(NAMES)),
    st.tuples(st.just("leave"), st.sampled_from(NAMES)),
    st.tuples(st.sampled_from(["merge", "not_same", "split"]), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("reject"), st.sampled_from(NAMES)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("rebuild")),
)


def _row(step, found, rows):
    """The decision that a step takes, as a person would write it: by exchange where one has more than the claim."""
    if step[0] == "undo":
        return ("undo", read_decisions(decide(*rows))[step[1]].decision_id) if step[1] < len(rows) else None
    if step[0] == "reject":
        return "reject", f"{step[1]}#0"
    one, other = step[1:]
    if one == other or not {one, other} <= found.keys():
        return None
    if step[0] == "split":
        return ("split", found[one], f"{one}#0") if list(found.values()).count(found[one]) > 1 else None
    return step[0], found[one] if step[0] == "merge" else f"{one}#0", f"{other}#0"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(steps=[("arrive", "b"), ("split", "a", "b"), ("arrive", "c")], chance=Random(0))
@example(steps=[("arrive", "c"), ("merge", "a", "c"), ("merge", "a", "d")], chance=Random(0))
@example(steps=[("arrive", "b"), ("merge", "d", "a"), ("reject", "d")], chance=Random(0))
@example(steps=[("arrive", "c"), ("merge", "a", "c"), ("arrive", "b")], chance=Random(0))
@example(steps=[("arrive", "e"), ("merge", "e", "d"), ("split", "d", "a")], chance=Random(0))
@given(steps=st.lists(STEPS, min_size=2, max_size=9), chance=st.randoms(use_true_random=False))
def test_ids_and_decisions_survive_whatever_comes(steps, chance, tables):
    """After every step each id ever published leads somewhere, and each decision is obeyed or told of."""
    reports = {name: {"report": name, **(DAY if name in "abc" else OTHER_DAY)} for name in NAMES}
    for name in "ce":  # newer versions of b and d
        reports[name]["url"] = reports[chr(ord(name) - 1)]["url"] = f"https://news.example/{name}"
    present, rows, resolved, published, found = {"a", "d"}, [], None, set(), {}
    for step in steps:
        if step[0] == "arrive":
            present.add(step[1])
        elif step[0] == "leave":
            present.discard(step[1])
        elif step[0] != "rebuild" and (row := _row(step, found, rows)):
            rows.append(row)
        told = [reports[name] for name in present]
        chance.shuffle(told)
        resolved = resolve_exchanges(tables(told), decide(*rows), resolved)
        found = ids(resolved)
        live = set(resolved["exchanges"]["exchange_id"].to_pylist())
        led = {row["exchange_id"]: row["redirected_to"] for row in resolved["exchange_redirects"].to_pylist()}
        published |= live
        assert published <= live | led.keys()
        assert {target for target in led.values() if target} <= live
        _check_decisions(resolved, found)
        once_more = resolve_exchanges(tables(sorted(told, key=lambda t: t["report"])), decide(*rows), resolved)
        # The registry counts resolutions.
        assert all(once_more[name].equals(resolved[name]) for name in resolved if name != "exchange_registry")


def _check_decisions(resolved, found):
    for row in resolved["decisions"].to_pylist():
        if row["state"] != "obeyed":
            assert row["note"]
            continue
        under = {found.get(claim_id.removesuffix("#0")) for claim_id in row["claim_ids"]}
        if row["action"] == "merge":
            assert len(under) == 1
            assert None not in under
        elif row["action"] in {"split", "not_same"}:
            assert len(under) > 1
        elif row["action"] == "reject":
            assert under == {None}
