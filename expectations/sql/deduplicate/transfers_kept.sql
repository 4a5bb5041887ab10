SELECT DISTINCT exchange_id, 'none, though its claims tell of transfers' AS observed
FROM exchange_claims
SEMI JOIN claim_transfers USING (claim_id)
SEMI JOIN exchanges USING (exchange_id)
WHERE exchange_id NOT IN (SELECT exchange_id FROM exchange_transfers WHERE exchange_id IS NOT NULL)
