-- A copy counts for the publisher of its original; a report without a publisher is a source by itself.
WITH counted AS (
    SELECT
        exchange_id, count(*) AS claims, count(DISTINCT claims.report_id) AS reports,
        count(DISTINCT CASE WHEN publisher IS NULL THEN 'report ' || original.report_id ELSE 'publisher ' || publisher END) AS publishers
    FROM exchange_claims
    JOIN claims USING (claim_id)
    LEFT JOIN (SELECT report_id, any_value(copy_of) AS copy_of FROM copies GROUP BY report_id) AS copies USING (report_id)
    LEFT JOIN clean_reports AS original ON original.report_id = coalesce(copy_of, claims.report_id)
    GROUP BY exchange_id
)
SELECT
    exchange_id,
    format(
        '{} claims, {} reports and {} publishers; counted {}, {} and {}',
        n_claims, n_reports, n_publishers, coalesce(claims, 0), coalesce(reports, 0), coalesce(publishers, 0)
    ) AS observed
FROM exchanges
LEFT JOIN counted USING (exchange_id)
WHERE n_claims <> coalesce(claims, 0) OR n_reports <> coalesce(reports, 0) OR n_publishers <> coalesce(publishers, 0)
