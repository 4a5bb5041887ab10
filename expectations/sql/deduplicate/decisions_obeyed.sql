-- `claim_ids` of a merge are all of its claims; of a split and of not_same those of either side.
WITH placed AS (
    SELECT decision_id, action, claim_id, exchange_claims.exchange_id
    FROM (SELECT decision_id, action, unnest(claim_ids) AS claim_id FROM decisions WHERE state = 'obeyed')
    LEFT JOIN exchange_claims USING (claim_id)
)
SELECT
    decision_id,
    format('{}: {} claims under {} exchanges', action, count(*), count(DISTINCT exchange_id)) AS observed
FROM placed
GROUP BY decision_id, action
HAVING CASE action
    WHEN 'reject' THEN count(exchange_id) > 0
    WHEN 'merge' THEN count(DISTINCT exchange_id) <> 1
    ELSE count(DISTINCT exchange_id) < 2
END
