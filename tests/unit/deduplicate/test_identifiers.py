import pytest

from assets.deduplicate.identifiers import assign_ids, mint_id


def test_new_id_comes_from_the_founding_claim():
    assert assign_ids([["b#0", "a#0"]], {}) == [mint_id("a#0", set())]
    assert mint_id("a#0", set()) == mint_id("a#0", set()) != mint_id("b#0", set())
    assert mint_id("a#0", set()).startswith("X")
    assert len(mint_id("a#0", set())) == 11


@pytest.mark.parametrize(
    ("groups", "earlier", "expected"),
    [
        pytest.param([["a", "b", "z"]], {"a": "X1", "b": "X1"}, ["X1"], id="new claims change nothing"),
        pytest.param([["0", "a"]], {"a": "X1"}, ["X1"], id="nor does an earlier founder"),
        pytest.param([["a", "b", "c"]], {"a": "X1", "b": "X2", "c": "X2"}, ["X2"], id="a merge takes the larger"),
        pytest.param([["a", "b"]], {"a": "X2", "b": "X1"}, ["X1"], id="of equals the smaller id"),
        pytest.param(
            [["a"], ["b", "c"]], dict.fromkeys("abc", "X1"), [None, "X1"], id="a split leaves it to the larger"
        ),
        pytest.param([["b"], ["a"]], dict.fromkeys("ab", "X1"), [None, "X1"], id="of equals the smaller claim"),
        pytest.param(
            [["a", "c"], ["b", "d", "e"]],
            {"a": "X1", "b": "X1", "c": "X2", "d": "X1", "e": "X2"},
            ["X2", "X1"],
            id="claims that changed places",
        ),
    ],
)
def test_ids_follow_their_claims(groups, earlier, expected):
    ids = assign_ids(groups, {claim: (exchange_id, exchange_id) for claim, exchange_id in earlier.items()})
    assert len(set(ids)) == len(ids)
    for got, wanted in zip(ids, expected, strict=True):
        assert got == wanted if wanted else got not in earlier.values()


def test_minted_id_is_never_one_that_was_published():
    old = mint_id("a", set())
    ids = assign_ids([["a"], ["b", "c"]], dict.fromkeys("abc", (old, old)))
    assert ids[1] == old
    assert ids[0] not in {old, *ids[1:]}


def test_what_was_merged_and_is_parted_again_has_its_own_id_back():
    stood = {"a": ("X1", "X1"), "c": ("X1", "X2", "X2")}
    assert assign_ids([["a"], ["c"]], stood) == ["X1", "X2"]
    assert assign_ids([["c"], ["a"]], stood) == ["X2", "X1"]


def test_id_that_was_ever_given_is_not_minted_again():
    old = mint_id("a", set())
    assert assign_ids([["a"]], {}, frozenset({old})) != [old]
