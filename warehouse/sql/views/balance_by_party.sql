CREATE VIEW balance_by_party AS
WITH named AS (
    SELECT party AS code, name
    FROM parties
),
exchanged AS (
    SELECT party, counterpart, len(list_distinct(flatten(list(exchange_ids)))) AS n_exchanges
    FROM party_balances
    GROUP BY party, counterpart
)
SELECT
    sums.party,
    coalesce(own.name, sums.party) AS party_name,
    sums.counterpart,
    coalesce(other.name, sums.counterpart) AS counterpart_name,
    coalesce(sum(released) FILTER (category <> 'remains'), 0)::BIGINT AS released,
    coalesce(sum(received) FILTER (category <> 'remains'), 0)::BIGINT AS received,
    coalesce(sum(balance) FILTER (category <> 'remains'), 0)::BIGINT AS balance,
    coalesce(sum(released) FILTER (category = 'remains'), 0)::BIGINT AS remains_released,
    coalesce(sum(received) FILTER (category = 'remains'), 0)::BIGINT AS remains_received,
    any_value(exchanged.n_exchanges) AS n_exchanges
FROM party_balances AS sums
JOIN exchanged ON exchanged.party = sums.party AND exchanged.counterpart IS NOT DISTINCT FROM sums.counterpart
LEFT JOIN named AS own ON own.code = sums.party
LEFT JOIN named AS other ON other.code = sums.counterpart
GROUP BY sums.party, sums.counterpart, own.name, other.name
ORDER BY sum(released + received) DESC, sums.party, sums.counterpart NULLS LAST;
COMMENT ON VIEW balance_by_party IS
'One row is a party and a counterpart: whom it released and received in completed exchanges, the dead apart.';
COMMENT ON COLUMN balance_by_party.party IS 'The side, by its code; states that act as one side stand as A+B.';
COMMENT ON COLUMN balance_by_party.party_name IS 'Its name.';
COMMENT ON COLUMN balance_by_party.counterpart IS 'The other side, by its code; null where no report names it.';
COMMENT ON COLUMN balance_by_party.counterpart_name IS 'Its name.';
COMMENT ON COLUMN balance_by_party.released IS 'Living people released to the counterpart, best figures. Unit: people.';
COMMENT ON COLUMN balance_by_party.received IS 'Living people received from the counterpart, best figures. Unit: people.';
COMMENT ON COLUMN balance_by_party.balance IS 'Received less released. Unit: people.';
COMMENT ON COLUMN balance_by_party.remains_released IS 'Bodies handed to the counterpart. Unit: people.';
COMMENT ON COLUMN balance_by_party.remains_received IS 'Bodies received from the counterpart. Unit: people.';
COMMENT ON COLUMN balance_by_party.n_exchanges IS 'Completed exchanges between the two. Unit: exchanges.';
