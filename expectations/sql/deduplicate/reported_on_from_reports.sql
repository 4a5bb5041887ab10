WITH reported AS (
    SELECT exchange_id, min(published_on) AS first_on, max(published_on) AS last_on
    FROM exchange_claims
    JOIN claims USING (claim_id)
    JOIN clean_reports USING (report_id)
    GROUP BY exchange_id
)
SELECT
    exchange_id,
    concat_ws(' ', 'first', first_reported_on, 'last', last_reported_on, 'but reports from', first_on, 'to', last_on)
        AS observed
FROM exchanges
JOIN reported USING (exchange_id)
WHERE first_reported_on IS DISTINCT FROM first_on OR last_reported_on IS DISTINCT FROM last_on
