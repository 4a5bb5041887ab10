WITH latest AS (
    SELECT claim_id, arg_max(exchange_id, last_seen) AS exchange_id
    FROM exchange_registry
    WHERE last_seen = (SELECT max(last_seen) FROM exchange_registry)
    GROUP BY claim_id
)
SELECT claim_id AS registered_as, exchange_id, 'is not registered under it' AS observed
FROM exchange_claims
ANTI JOIN latest USING (claim_id, exchange_id)
UNION ALL
SELECT registered_as, exchange_id, 'was registered in the last publication'
FROM earlier
ANTI JOIN exchange_registry USING (registered_as, exchange_id)
