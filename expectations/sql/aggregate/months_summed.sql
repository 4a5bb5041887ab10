WITH parts AS (
    SELECT
        make_date(year(date_start), month(date_start), 1) AS month,
        exchange_id,
        released_by,
        received_by,
        ifnull(category, 'unspecified') AS category,
        ifnull(ifnull(count_low, count_best), 0) AS low,
        ifnull(count_best, 0) AS best,
        ifnull(ifnull(count_high, count_best), 0) AS high
    FROM exchanges
    LEFT JOIN exchange_transfers USING (exchange_id)
    WHERE status = 'completed' AND date_precision NOT IN ('year', 'unknown')
),
due AS (
    SELECT
        month, released_by, received_by, category,
        sum(low) AS low, sum(best) AS best, sum(high) AS high,
        list_sort(list_distinct(list(exchange_id))) AS ids
    FROM parts
    GROUP BY month, released_by, received_by, category
),
found AS (
    SELECT *, count(*) OVER (PARTITION BY month, released_by, received_by, category) AS times
    FROM monthly_totals
    WHERE category IS NOT NULL
)
SELECT
    ifnull(found.month, due.month) AS month,
    ifnull(found.released_by, due.released_by) AS released_by,
    ifnull(found.received_by, due.received_by) AS received_by,
    ifnull(found.category, due.category) AS category,
    CASE
        WHEN times IS NULL THEN format('no row; its parts sum to {}', best)
        WHEN ids IS NULL THEN format('{} people of no exchange', count_best)
        WHEN times > 1 THEN format('{} rows', times)
        ELSE format('{} ({} to {}) people in {} exchanges; the parts sum to {} ({} to {}) in {}',
            count_best, count_low, count_high, n_exchanges, best, low, high, len(ids))
    END AS observed
FROM due
FULL JOIN found
    ON due.month IS NOT DISTINCT FROM found.month
    AND due.released_by IS NOT DISTINCT FROM found.released_by
    AND due.received_by IS NOT DISTINCT FROM found.received_by
    AND due.category = found.category
WHERE times IS NULL
   OR ids IS NULL
   OR times > 1
   OR count_low <> low
   OR count_best <> best
   OR count_high <> high
   OR n_exchanges <> len(ids)
   OR list_sort(list_distinct(exchange_ids)) <> ids
UNION ALL
SELECT month, released_by, received_by, category, format('{} people in a month without any', count_high)
FROM (SELECT *, count(*) OVER (PARTITION BY month) AS n_rows FROM monthly_totals)
WHERE category IS NULL
  AND (n_rows > 1 OR n_exchanges <> 0 OR count_low <> 0 OR count_best <> 0 OR count_high <> 0 OR len(exchange_ids) > 0)
