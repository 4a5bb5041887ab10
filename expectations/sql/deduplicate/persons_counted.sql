-- A person's way is told where one claim that names the person, by any of the spellings, tells it.
WITH told AS (
    SELECT
        exchange_id, published.person_id, count(DISTINCT claim_id) AS n_told,
        bool_or(told.released_by IS NOT NULL AND told.received_by IS NOT NULL) AS is_directed
    FROM exchange_persons AS published
    JOIN exchange_claims USING (exchange_id)
    JOIN claim_persons AS told USING (claim_id)
    WHERE superseded_by IS NULL AND (told.name = published.name OR list_contains(aliases, told.name))
    GROUP BY exchange_id, published.person_id
)
SELECT
    exchange_id, person_id,
    concat_ws(' ', n_claims, 'claims, counted', n_told, CASE WHEN is_directed THEN 'which tell who released to whom' END)
        AS observed
FROM exchange_persons
JOIN told USING (exchange_id, person_id)
WHERE n_claims <> n_told OR (is_directed AND (released_by IS NULL OR received_by IS NULL))
