import pytest

from assets.deduplicate.blocking import MAX_BLOCK, block_keys, candidate_pairs


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ({"date": "2024-05-31"}, {"date": "2024-05-31"}, True),
        ({"date": "2024-05-31"}, {"date": "2024-05"}, True),
        ({"date": "2024-05-31"}, {"on": "2024-06-01"}, True),
        ({"date": "2024-05-31"}, {"date": "2024-05-31", "parties": "IRN USA"}, False),
        ({"date": "2024-05-31"}, {"date": "2024-09-01"}, False),
        ({"date": "2024-05-31", "parties": "DPR UKR"}, {"date": "2024-05-31"}, True),  # DPR and RUS are taken for one
        ({"moved": "RUS>UKR 115"}, {"moved": "RUS>UKR 115", "date": "2024-08-24"}, True),
        ({"moved": "RUS>UKR 115"}, {"moved": "RUS>UKR 116", "date": "2024-08-24"}, False),
        ({"total": 70}, {"moved": "RUS>UKR 35; UKR>RUS 35"}, True),
        ({"moved": "ISR> 430", "parties": "ISR"}, {"moved": "ISR>Hezbollah 430", "parties": "ISR Hezbollah"}, True),
        ({"persons": ["Oleg Sentsov"]}, {"persons": ["Oleh Sentzov"], "date": "2019-09-07"}, True),
        ({}, {}, False),
    ],
)
def test_claims_meet_by_parties_and_days_by_figure_or_by_name(one, other, meet, profiles, weights):
    assert candidate_pairs(profiles(one, other), weights) == ([(0, 1)] if meet else [])


def test_pairs_grow_with_the_claims_not_with_their_square(profiles, weights):
    def n_pairs(n):
        told = [{"date": "2024-05-31", "moved": f"RUS>UKR {100 + place % 7}"} for place in range(n)]
        return len(candidate_pairs(profiles(*told), weights))

    few, many = n_pairs(10 * MAX_BLOCK), n_pairs(40 * MAX_BLOCK)
    assert many < 6 * few


def test_many_parties_do_not_make_many_keys(profiles, weights):
    (crowd,) = profiles({"date": "2024-05-31", "parties": " ".join(f"P{n:02}" for n in range(40))})
    assert len(block_keys(crowd, weights)) < 100
