WITH spelt AS (
    SELECT exchange_id, person_id, unnest(list_prepend(name, aliases)) AS spelling FROM exchange_persons
)
SELECT exchange_id, spelling AS person, 'stands for ' || string_agg(DISTINCT person_id, ' and ' ORDER BY person_id) AS observed
FROM spelt
GROUP BY exchange_id, spelling
HAVING count(DISTINCT person_id) > 1
