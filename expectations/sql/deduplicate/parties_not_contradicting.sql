WITH joined AS (
    SELECT exchange_id, claim_id
    FROM exchange_claims
    WHERE superseded_by IS NULL
      AND exchange_id NOT IN (SELECT exchange_id FROM exchange_claims WHERE decided_by = 'human')
),
sides AS (
    SELECT claim_id, unnest(parties) AS side FROM claims
    UNION
    SELECT claim_id, unnest([released_by, received_by]) FROM claim_transfers
),
named AS (
    SELECT DISTINCT claim_id, unnest(regexp_split_to_array(side, '[+/]')) AS party FROM sides WHERE side IS NOT NULL
),
understood AS (
    SELECT claim_id, party FROM named
    UNION
    SELECT claim_id, stands_for FROM named JOIN party_groups USING (party)
),
sets AS (
    SELECT DISTINCT exchange_id, parties
    FROM joined
    JOIN (SELECT claim_id, list_sort(list(party)) AS parties FROM understood GROUP BY claim_id) USING (claim_id)
)
SELECT
    exchange_id,
    min(format('{} against {}', array_to_string(one.parties, ', '), array_to_string(other.parties, ', '))) AS observed
FROM sets AS one
JOIN sets AS other USING (exchange_id)
WHERE one.parties < other.parties AND NOT list_has_any(one.parties, other.parties)
GROUP BY exchange_id
