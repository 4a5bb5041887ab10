WITH rejected AS (
    SELECT unnest(claim_ids) AS claim_id FROM decisions WHERE action = 'reject' AND state = 'obeyed'
)
SELECT claim_id, 'in no exchange' AS observed
FROM claims
WHERE claim_id NOT IN (SELECT claim_id FROM exchange_claims WHERE claim_id IS NOT NULL)
  AND claim_id NOT IN (SELECT claim_id FROM rejected)
