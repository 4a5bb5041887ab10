SELECT
    report_id,
    CASE WHEN document_id IS NULL THEN 'no landed document'
        ELSE concat_ws(' ', 'landed from', landing.origin, 'of', landing.source, 'with sha256', landing.sha256) END AS observed
FROM clean_reports
LEFT JOIN landing ON document_id = report_id
WHERE (landing.sha256, landing.origin, landing.source) IS DISTINCT FROM
    (clean_reports.sha256, clean_reports.origin, clean_reports.source)
