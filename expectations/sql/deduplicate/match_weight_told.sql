-- Versions of one article are joined for what they are, not by their weight.
SELECT claim_id, concat_ws(' ', 'weight', coalesce(match_weight::VARCHAR, 'null'), 'among', n_claims, 'claims') AS observed
FROM exchange_claims
JOIN exchanges USING (exchange_id)
WHERE decided_by = 'rule' AND (match_weight IS NULL) <> (n_claims = 1)
  AND exchange_id NOT IN (
      SELECT exchange_id FROM exchange_claims WHERE superseded_by IS NOT NULL OR starts_with(explanation, 'an earlier version of')
  )
