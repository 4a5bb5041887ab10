-- `landing` has the source of every document, also of those that were refused.
SELECT source, figure, n, of FROM (
    SELECT source, 'undated' AS figure, count(*) FILTER (published_on IS NULL) AS n, count(*) AS of
    FROM clean_reports WHERE NOT curated GROUP BY source
    UNION ALL
    SELECT landing.source, 'refused', count(*) FILTER (report_id IS NULL), count(*)
    FROM landing LEFT JOIN clean_reports ON report_id = document_id GROUP BY landing.source
)
ORDER BY source, figure
