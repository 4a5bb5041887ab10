-- Where people were handed over, by country: as many rows as there are countries, at most.
WITH people AS (
    SELECT
        exchange_id,
        sum(count_best) FILTER (category <> 'remains') AS n_living,
        sum(count_best) FILTER (category = 'remains') AS n_dead
    FROM exchange_transfers
    GROUP BY exchange_id
)
SELECT
    place_country,
    array_agg(DISTINCT place_name ORDER BY place_name) FILTER (place_name IS NOT NULL) AS names,
    count(*) AS n_exchanges,
    coalesce(sum(n_living) FILTER (status = 'completed'), 0)::BIGINT AS living,
    coalesce(sum(n_dead) FILTER (status = 'completed'), 0)::BIGINT AS dead
FROM exchanges
LEFT JOIN people USING (exchange_id)
WHERE place_country IS NOT NULL OR place_name IS NOT NULL
GROUP BY place_country
ORDER BY place_country IS NULL, n_exchanges DESC, living + dead DESC, place_country
