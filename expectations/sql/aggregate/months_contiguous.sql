SELECT month, 'after ' || earlier AS observed
FROM (
    SELECT month, lag(month) OVER (ORDER BY month) AS earlier
    FROM (SELECT DISTINCT month FROM monthly_totals WHERE month IS NOT NULL)
)
WHERE month <> earlier + INTERVAL 1 MONTH OR day(month) <> 1
