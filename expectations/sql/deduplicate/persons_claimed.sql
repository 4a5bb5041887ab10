WITH told AS (
    SELECT DISTINCT exchange_id, person_id, name
    FROM claim_persons
    JOIN exchange_claims USING (claim_id)
)
SELECT exchange_id, person_id, name || ' named by no claim of the exchange' AS observed
FROM exchange_persons
ANTI JOIN told USING (exchange_id, person_id, name)
WHERE name IS NOT NULL AND exchange_id IN (SELECT exchange_id FROM exchanges)
UNION ALL
SELECT exchange_id, person_id, format('{} claims, {} of the exchange', p.n_claims, e.n_claims)
FROM exchange_persons AS p
JOIN exchanges AS e USING (exchange_id)
WHERE p.n_claims > e.n_claims
