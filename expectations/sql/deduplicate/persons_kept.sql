WITH published AS (
    SELECT exchange_id, unnest(list_prepend(name, aliases)) AS name FROM exchange_persons
)
SELECT DISTINCT exchange_id, name AS person, 'named by ' || claim_id AS observed
FROM claim_persons
JOIN exchange_claims USING (claim_id)
ANTI JOIN published USING (exchange_id, name)
WHERE superseded_by IS NULL
