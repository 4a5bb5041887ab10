-- People released in completed exchanges, by direction: the living and the dead apart.
WITH counted AS (
    SELECT *, coalesce(count_high, count_best) AS high, category = 'remains' AS dead
    FROM exchange_transfers
    JOIN exchanges USING (exchange_id)
    WHERE status = 'completed'
)
SELECT
    released_by,
    received_by,
    count(DISTINCT exchange_id) AS n_exchanges,
    coalesce(sum(count_low) FILTER (NOT dead), 0)::BIGINT AS living_low,
    coalesce(sum(count_best) FILTER (NOT dead), 0)::BIGINT AS living_best,
    coalesce(sum(high) FILTER (NOT dead), 0)::BIGINT AS living_high,
    coalesce(sum(count_low) FILTER (dead), 0)::BIGINT AS dead_low,
    coalesce(sum(count_best) FILTER (dead), 0)::BIGINT AS dead_best,
    coalesce(sum(high) FILTER (dead), 0)::BIGINT AS dead_high,
    count(DISTINCT exchange_id) FILTER (count_best IS NULL) AS n_untold,
    count(*) OVER () AS n_all
FROM counted
GROUP BY released_by, received_by
ORDER BY living_best + dead_best DESC, n_exchanges DESC, released_by, received_by
LIMIT $rows
