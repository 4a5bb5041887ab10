WITH due AS (
    SELECT person_id, list(name) AS names, list_sort(list_distinct(list(exchange_id))) AS ids
    FROM exchange_persons
    GROUP BY person_id
),
found AS (
    SELECT *, true AS stands FROM person_index
)
SELECT
    person_id,
    CASE
        WHEN stands IS NULL THEN format('no row; named in {} exchanges', len(ids))
        WHEN ids IS NULL THEN 'named in no exchange'
        ELSE format('{} in {} exchanges; named {} in {}', name, n_exchanges, array_to_string(names, ' / '), len(ids))
    END AS observed
FROM due
FULL JOIN found USING (person_id)
WHERE stands IS NULL
   OR ids IS NULL
   OR NOT list_contains(names, name)
   OR n_exchanges <> len(ids)
   OR list_sort(list_distinct(exchange_ids)) <> ids
