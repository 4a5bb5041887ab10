-- People released in completed exchanges by month, direction and category, without a gap between the first month and
-- the last. An exchange of which only the year is known has no month and is left out; one that lasted beyond the end of
-- a month counts where it began. An exchange without any transfer stands as a row without sides, with nobody counted.
WITH dated AS (
    SELECT exchange_id, date_trunc('month', date_start)::DATE AS month
    FROM exchanges
    WHERE status = 'completed' AND date_precision IN ('day', 'month')
),
summed AS (
    SELECT
        month,
        released_by,
        received_by,
        coalesce(category, 'unspecified') AS category,
        count(DISTINCT exchange_id) AS n_exchanges,
        sum(coalesce(count_low, count_best, 0)) AS count_low,
        sum(coalesce(count_best, 0)) AS count_best,
        sum(coalesce(count_high, count_best, 0)) AS count_high,
        list(DISTINCT exchange_id ORDER BY exchange_id) AS exchange_ids
    FROM dated
    LEFT JOIN exchange_transfers USING (exchange_id)
    GROUP BY ALL
),
months AS (
    SELECT unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH))::DATE AS month
    FROM dated
)
SELECT
    month,
    released_by,
    received_by,
    category,
    coalesce(n_exchanges, 0) AS n_exchanges,
    coalesce(count_low, 0)::BIGINT AS count_low,
    coalesce(count_best, 0)::BIGINT AS count_best,
    coalesce(count_high, 0)::BIGINT AS count_high,
    coalesce(exchange_ids, []) AS exchange_ids
FROM months
LEFT JOIN summed USING (month)
ORDER BY month, released_by NULLS FIRST, received_by NULLS FIRST, category
