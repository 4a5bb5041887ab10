WITH reported AS (
    SELECT
        ifnull(publisher, 'unknown') AS publisher, report_id, published_on,
        (SELECT count(*) FROM claims AS c WHERE c.report_id = r.report_id) AS claimed,
        EXISTS (FROM copies AS c WHERE c.report_id = r.report_id) AS is_copy
    FROM clean_reports AS r
),
due AS (
    SELECT
        publisher,
        count(report_id) AS reports,
        sum((claimed > 0)::INTEGER) AS relevant,
        sum(is_copy::INTEGER) AS copied,
        sum(claimed) AS claimed,
        min(published_on) AS earliest,
        max(published_on) AS latest
    FROM reported
    GROUP BY publisher
),
told AS (
    SELECT publisher, list_sort(list_distinct(list(exchange_id))) AS ids
    FROM exchange_claims
    JOIN claims USING (claim_id)
    JOIN reported USING (report_id)
    GROUP BY publisher
),
found AS (
    SELECT *, true AS stands FROM source_coverage
)
SELECT
    publisher,
    CASE
        WHEN stands IS NULL THEN format('no row; counted {} reports', reports)
        WHEN reports IS NULL THEN format('{} reports, counted none', n_reports)
        ELSE format('{} reports, {} relevant, {} copies, {} claims; counted {}, {}, {} and {}',
            n_reports, n_relevant, n_copies, n_claims, reports, relevant, copied, claimed)
    END AS observed
FROM due
FULL JOIN found USING (publisher)
LEFT JOIN told USING (publisher)
WHERE stands IS NULL
   OR reports IS NULL
   OR n_reports <> reports
   OR n_relevant <> relevant
   OR n_copies <> copied
   OR n_claims <> claimed
   OR first_published_on IS DISTINCT FROM earliest
   OR last_published_on IS DISTINCT FROM latest
   OR list_sort(list_distinct(exchange_ids)) <> ifnull(ids, [])
