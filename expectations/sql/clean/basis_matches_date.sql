SELECT report_id, format('published_on {}, basis {}', coalesce(published_on::VARCHAR, 'null'), published_basis) AS observed
FROM clean_reports
WHERE (published_on IS NULL) <> (published_basis = 'none')
