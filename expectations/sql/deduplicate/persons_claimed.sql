SELECT exchange_id, person_id, format('{} in {} claims, {} of the exchange', name, p.n_claims, e.n_claims) AS observed
FROM exchange_persons AS p
JOIN exchanges AS e USING (exchange_id)
WHERE p.n_claims > e.n_claims
   OR NOT EXISTS (
    FROM claim_persons AS told
    JOIN exchange_claims AS joined USING (claim_id)
    WHERE joined.exchange_id = p.exchange_id AND told.person_id = p.person_id AND told.name = ifnull(p.name, told.name)
)
