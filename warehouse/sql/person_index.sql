-- Every person named as handed over, under the spelling that most claims use (of equals the longer one).
WITH spelt AS (
    SELECT person_id, unnest(list_prepend(name, aliases)) AS spelling
    FROM exchange_persons
),
chosen AS (
    SELECT person_id, name, row_number() OVER (
        PARTITION BY person_id
        ORDER BY sum(n_claims) DESC, length(name) DESC, name
    ) AS place
    FROM exchange_persons
    GROUP BY person_id, name
)
SELECT
    person_id,
    chosen.name,
    coalesce(list(DISTINCT spelling ORDER BY spelling) FILTER (spelling <> chosen.name), []) AS aliases,
    n_exchanges,
    exchange_ids
FROM chosen
JOIN spelt USING (person_id)
JOIN (
    SELECT
        person_id,
        count(DISTINCT exchange_id) AS n_exchanges,
        list(DISTINCT exchange_id ORDER BY exchange_id) AS exchange_ids
    FROM exchange_persons
    GROUP BY person_id
) AS counted USING (person_id)
WHERE place = 1
GROUP BY person_id, chosen.name, n_exchanges, exchange_ids
ORDER BY person_id
