import pytest

from assets.deduplicate.clustering import TOLD_APART, Clustering, group_statements
from assets.deduplicate.profile import make_profile

DAY = {"date": "2024-05-31", "moved": "RUS>UKR 75"}


@pytest.fixture
def statements(claims, weights):
    def make(*told):
        read = claims(*({"report": f"r{n}", **claim} for n, claim in enumerate(told)))
        return group_statements(read, [make_profile(claim, weights) for claim in read])

    return make


@pytest.fixture
def clustering(statements, weights):
    """Clusters of claims of which each says something else, with the match weights given."""

    def make(told, pairs):
        found = statements(*told)
        assert len(found) == len(told)
        return Clustering(found, pairs, weights)

    return make


def parts(clustering):
    return sorted(sorted(cluster.members) for cluster in clustering.clusters.values())


@pytest.mark.parametrize(
    ("told", "n_statements"),
    [
        ([DAY, DAY, DAY], 1),
        ([DAY, {**DAY, "moved": "RUS>UKR 76"}], 2),
        ([{"report": "a", **DAY}, {"report": "a", **DAY}], 2),  # one report tells them apart
        ([{"moved": "RUS>UKR 100"}, {"moved": "RUS>UKR 100"}], 2),  # the same words need not mean the same exchange
        ([{"list_name": "k", **DAY}, {"list_name": "k", **DAY}], 2),
        ([{}, {}], 2),
    ],
)
def test_claims_that_say_the_same_are_one_statement(told, n_statements, statements):
    assert len(statements(*told)) == n_statements


def test_the_strongest_pair_joins_first_and_bars_what_contradicts_it(clustering):
    told = [{"date": "2024-05"}, {"date": "2024-05-10"}, {"date": "2024-05-20"}]
    joined = clustering(told, {(0, 1): 8.0, (0, 2): 9.0})
    joined.agglomerate(range(3))
    assert parts(joined) == [[0, 2], [1]]


def test_weak_evidence_on_the_whole_keeps_groups_apart(clustering):
    told = [{**DAY, "place": place} for place in ("Sumy", "Kyiv", "Minsk", "Moscow")]
    pairs = {(0, 1): 10.0, (2, 3): 10.0, (1, 2): 7.5, (0, 2): -2.0, (0, 3): -2.0, (1, 3): -2.0}
    apart = clustering(told, pairs)
    apart.agglomerate(range(4))
    assert parts(apart) == [[0, 1], [2, 3]]
    together = clustering(told, {**pairs, (0, 2): 4.0, (0, 3): 4.0, (1, 3): 4.0})
    together.agglomerate(range(4))
    assert parts(together) == [[0, 1, 2, 3]]


def test_pairs_below_the_threshold_or_not_allowed_do_not_join(clustering):
    told = [{**DAY, "place": place} for place in ("Sumy", "Kyiv", "Minsk")]
    found = clustering(told, {(0, 1): 6.9, (1, 2): 9.0})
    found.agglomerate([0, 1])
    assert parts(found) == [[0], [1], [2]]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"report": "a", **DAY}, {"report": "a", **DAY, "place": "Sumy"}, TOLD_APART),
        ({"list_name": "k", **DAY}, {"list_name": "k", **DAY, "place": "Sumy"}, TOLD_APART),
        ({"date": "2024-05-31"}, {"date": "2024-06-02"}, "disjoint dates"),
        ({"moved": "RUS>UKR 1 military"}, {"moved": "RUS>UKR 1 remains"}, "the living against the dead"),
        ({"parties": "RUS UKR"}, {"parties": "RUS USA"}, "other parties"),
        ({"status": "completed"}, {"status": "cancelled"}, "called off against carried out"),
        (DAY, {**DAY, "place": "Sumy"}, None),
    ],
)
def test_contradictions_between_clusters(one, other, reason, clustering):
    assert clustering([one, other], {}).contradiction(0, 1) == reason


def test_a_slipped_day_is_excused_between_those_who_name_the_same_people_only(clustering):
    griner = {"persons": ["Brittney Griner"]}
    told = [{"date": "2022-12-08", **griner}, {"date": "2022-12-09", **griner}, {"date": "2022-12-09", "place": "Sumy"}]
    found = clustering(told, {})
    assert found.contradiction(0, 1) is None
    found.merge(0, 1)
    assert found.contradiction(found.cluster_of(0), 2) == "disjoint dates"


def test_merged_clusters_keep_the_evidence_to_others(clustering):
    told = [{**DAY, "place": place} for place in ("Sumy", "Kyiv", "Minsk")]
    found = clustering(told, {(0, 1): 9.0, (0, 2): 8.0, (1, 2): 2.0})
    merged = found.merge(0, 1)
    assert found.mean_weight(merged, 2) == found.mean_weight(2, merged) == pytest.approx(5.0)
