SELECT
    exchange_id, attribute, value,
    string_agg(claim_id, ', ' ORDER BY claim_id) || ' not of the exchange' AS observed
FROM (SELECT exchange_id, attribute, value, unnest(claim_ids) AS claim_id FROM exchange_conflicts)
ANTI JOIN exchange_claims USING (exchange_id, claim_id)
GROUP BY exchange_id, attribute, value
