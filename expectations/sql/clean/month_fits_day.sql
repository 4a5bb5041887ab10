SELECT
    report_id,
    format('month {}, day {}, landed {}', published_month, coalesce(published_on::VARCHAR, 'not known'), landed_at) AS observed
FROM clean_reports
WHERE published_month <> date_trunc('month', coalesce(published_on, published_month))
    OR published_month > landed_at::DATE
