"""Why two are or are not one exchange, told by the command line over the shared run."""

import duckdb
import pytest


@pytest.fixture
def exchanges(published):
    """Claims by exchange, those of more than one claim first."""
    query = """
        SELECT exchange_id, list(claim_id ORDER BY claim_id)
        FROM exchange_claims JOIN exchanges USING (exchange_id)
        WHERE parties = ['RUS', 'UKR'] GROUP BY 1 ORDER BY count(*) DESC, 1
    """
    with duckdb.connect(str(published / "warehouse.duckdb"), read_only=True) as connection:
        return connection.sql(query).fetchall()


def test_two_claims_of_one_exchange_are_compared_field_by_field(swapledger, published, exchanges):
    exchange_id, (one, other, *_) = exchanges[0]
    told = swapledger("explain", one, other, "--data", published).out
    assert told.startswith(f"{one} and {other}: one exchange, {exchange_id}")
    assert "parties" in told
    assert "same parties RUS, UKR" in told


def test_two_exchanges_are_compared_by_their_best_pair(swapledger, published, exchanges):
    (first, claims), (second, others) = exchanges[0], exchanges[1]
    told = swapledger("explain", first, second, "--data", published).out
    assert f"two exchanges, {first} and {second}" in told
    assert f"the best of {len(claims) * len(others)} pairs of claims" in told
    assert "pairs contradict each other" in told
    assert " bits, not enough by itself: 7.0 join" in told


def test_what_cannot_be_compared_is_said(swapledger, published, exchanges):
    exchange_id, claims = exchanges[0]
    assert "share a claim" in swapledger("explain", exchange_id, claims[0], "--data", published).err
    answer = swapledger("explain", exchange_id, "Xnone", "--data", published)
    assert (answer.code, "no exchange or claim has the id 'Xnone'" in answer.err) == (2, True)
