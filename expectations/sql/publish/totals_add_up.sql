WITH figures AS (
    SELECT
        (
            SELECT ifnull(sum(count_best), 0)::BIGINT
            FROM exchange_transfers
            JOIN exchanges USING (exchange_id)
            WHERE status = 'completed' AND date_precision IN ('day', 'month')
        ) AS dated,
        (SELECT ifnull(sum(count_best), 0)::BIGINT FROM monthly_totals) AS by_month
)
SELECT
    format('{} people in completed exchanges of a known month, {} in monthly_totals', dated, by_month) AS observed,
    dated = by_month AS holds
FROM figures
