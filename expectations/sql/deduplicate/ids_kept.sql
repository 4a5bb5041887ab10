-- An id that went into another published one leaves its claims there, which is where a reader finds them.
SELECT
    earlier.exchange_id,
    'its claims now under ' || string_agg(DISTINCT present.exchange_id, ', ' ORDER BY present.exchange_id) AS observed
FROM earlier
JOIN exchange_claims AS present USING (claim_id)
WHERE earlier.exchange_id NOT IN (SELECT exchange_id FROM exchanges WHERE exchange_id IS NOT NULL)
  AND present.exchange_id NOT IN (SELECT exchange_id FROM earlier)
GROUP BY earlier.exchange_id
