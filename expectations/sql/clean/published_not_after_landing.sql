SELECT report_id, format('published {}, landed {}', published_on, landed_at) AS observed
FROM clean_reports
WHERE published_on > landed_at::DATE
