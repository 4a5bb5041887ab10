WITH counted AS (
    SELECT exchange_id, count(*) AS claims, count(DISTINCT report_id) AS reports
    FROM exchange_claims
    JOIN claims USING (claim_id)
    GROUP BY exchange_id
)
SELECT
    exchange_id,
    format(
        '{} claims, {} reports and {} publishers; counted {} claims and {} reports',
        n_claims, n_reports, n_publishers, coalesce(claims, 0), coalesce(reports, 0)
    ) AS observed
FROM exchanges
LEFT JOIN counted USING (exchange_id)
WHERE n_claims <> coalesce(claims, 0) OR n_reports <> coalesce(reports, 0) OR n_publishers > n_reports
