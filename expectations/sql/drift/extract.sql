SELECT source, figure, n, of FROM (
    SELECT source, 'relevant' AS figure, count(*) FILTER (relevant) AS n, count(*) AS of
    FROM screened JOIN clean_reports USING (report_id) GROUP BY source
    UNION ALL
    SELECT source, 'claims', count(*), count(DISTINCT report_id)
    FROM claims JOIN clean_reports USING (report_id) GROUP BY source
    UNION ALL
    SELECT source, 'undated claims', count(*) FILTER (date_start IS NULL), count(*)
    FROM claims JOIN clean_reports USING (report_id) GROUP BY source
    UNION ALL
    SELECT source, 'uncounted transfers', count(*) FILTER ("count" IS NULL), count(*)
    FROM claim_transfers JOIN claims USING (claim_id) JOIN clean_reports USING (report_id) GROUP BY source
)
ORDER BY source, figure
