SELECT
    report_id,
    format(
        'published_on {}, month {}, basis {}, precision {}',
        coalesce(published_on::VARCHAR, 'null'), coalesce(published_month::VARCHAR, 'null'), published_basis, published_precision
    ) AS observed
FROM clean_reports
WHERE (published_month IS NULL) <> (published_basis = 'none')
    OR (published_precision = 'unknown') <> (published_basis = 'none')
    OR (published_precision = 'day') <> (published_on IS NOT NULL)
