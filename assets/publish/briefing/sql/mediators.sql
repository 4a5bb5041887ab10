-- Who mediated, and between whom.
WITH people AS (
    SELECT exchange_id, sum(count_best) AS people
    FROM exchange_transfers
    GROUP BY exchange_id
),
mediated AS (
    SELECT unnest(mediators) AS mediator, exchange_id, status, array_to_string(parties, ',') AS pair, people
    FROM exchanges
    LEFT JOIN people USING (exchange_id)
)
SELECT
    mediator,
    array_agg(DISTINCT pair ORDER BY pair) AS pairs,
    count(*) FILTER (status = 'completed') AS n_completed,
    count(*) FILTER (status <> 'completed') AS n_other,
    coalesce(sum(people) FILTER (status = 'completed'), 0)::BIGINT AS people,
    count(*) OVER () AS n_all
FROM mediated
GROUP BY mediator
ORDER BY n_completed DESC, people DESC, n_other DESC, mediator
LIMIT $rows
