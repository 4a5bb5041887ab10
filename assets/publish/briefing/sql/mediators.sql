-- Who mediated, and between whom.
WITH people AS (
    SELECT
        exchange_id,
        sum(count_best) FILTER (category <> 'remains') AS n_living,
        sum(count_best) FILTER (category = 'remains') AS n_dead
    FROM exchange_transfers
    GROUP BY exchange_id
),
mediated AS (
    SELECT unnest(mediators) AS mediator, exchange_id, status, array_to_string(parties, ',') AS pair, n_living, n_dead
    FROM exchanges
    LEFT JOIN people USING (exchange_id)
)
SELECT
    mediator,
    array_agg(DISTINCT pair ORDER BY pair) AS pairs,
    count(*) FILTER (status = 'completed') AS n_completed,
    count(*) FILTER (status <> 'completed') AS n_other,
    coalesce(sum(n_living) FILTER (status = 'completed'), 0)::BIGINT AS living,
    coalesce(sum(n_dead) FILTER (status = 'completed'), 0)::BIGINT AS dead,
    count(*) OVER () AS n_all
FROM mediated
GROUP BY mediator
ORDER BY n_completed DESC, living + dead DESC, n_other DESC, mediator
LIMIT $rows
