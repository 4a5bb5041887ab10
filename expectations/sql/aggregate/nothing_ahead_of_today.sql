SELECT DISTINCT month::VARCHAR AS key, 'a month of monthly_totals' AS observed
FROM monthly_totals
WHERE month > strptime($today::VARCHAR, '%Y%m%d')
UNION ALL
SELECT exchange_id, format('completed on {}', date_start)
FROM exchanges
WHERE status = 'completed' AND date_start > strptime($today::VARCHAR, '%Y%m%d')
