-- Names that reports take for one another count as one; where a direction is published without a giver, it may be any.
WITH told AS (
    SELECT DISTINCT exchange_id, unnest(string_split_regex(released_by, '[+/]')) AS party
    FROM exchange_claims
    JOIN claim_transfers USING (claim_id)
    WHERE superseded_by IS NULL
),
published AS (
    SELECT exchange_id, unnest(string_split_regex(released_by, '[+/]')) AS party FROM exchange_transfers
),
understood AS (
    SELECT exchange_id, party FROM published
    UNION
    SELECT exchange_id, other.party
    FROM published
    JOIN party_groups AS named USING (party)
    JOIN party_groups AS other USING (stands_for)
)
SELECT exchange_id, party, 'told to have released people' AS observed
FROM told
ANTI JOIN understood USING (exchange_id, party)
SEMI JOIN (
    SELECT exchange_id
    FROM exchange_transfers
    JOIN exchanges USING (exchange_id)
    WHERE exchanges.n_claims = 1
    GROUP BY exchange_id
    HAVING bool_and(released_by IS NOT NULL)
) USING (exchange_id)
