-- A claim that a person rejected stands under no exchange.
WITH rejected AS (
    SELECT unnest(claim_ids) AS claim_id FROM decisions WHERE action = 'reject' AND state = 'obeyed'
)
SELECT claim_id, 'under no exchange' AS observed
FROM claims
ANTI JOIN exchange_claims USING (claim_id)
ANTI JOIN rejected USING (claim_id)
