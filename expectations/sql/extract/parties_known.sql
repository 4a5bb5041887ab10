WITH named AS (
    SELECT claim_id, unnest(parties) AS side FROM claims
    UNION ALL
    SELECT claim_id, unnest([released_by, received_by]) FROM claim_transfers
    UNION ALL
    SELECT claim_id, unnest([released_by, received_by]) FROM claim_persons
),
actors AS (
    SELECT DISTINCT claim_id, unnest(regexp_split_to_array(side, '[+/]')) AS actor FROM named
)
SELECT claim_id, string_agg(actor, ', ' ORDER BY actor) || ' unknown' AS observed
FROM actors
WHERE actor NOT IN (SELECT code FROM parties)
GROUP BY claim_id
