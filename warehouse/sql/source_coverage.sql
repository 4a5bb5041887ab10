-- What each publisher's reports gave. A report is relevant if at least one claim was made from it.
WITH told AS (
    SELECT report_id, count(*) AS n_claims
    FROM claims
    GROUP BY report_id
),
reported AS (
    SELECT
        coalesce(publisher, 'unknown') AS publisher,
        report_id,
        published_on,
        coalesce(n_claims, 0) AS n_claims,
        report_id IN (SELECT report_id FROM copies) AS is_copy
    FROM clean_reports
    LEFT JOIN told USING (report_id)
),
resolved AS (
    SELECT publisher, list(DISTINCT exchange_id ORDER BY exchange_id) AS exchange_ids
    FROM reported
    JOIN claims USING (report_id)
    JOIN exchange_claims USING (claim_id)
    GROUP BY publisher
),
counted AS (
    SELECT
        publisher,
        count(*) AS n_reports,
        count(*) FILTER (n_claims > 0) AS n_relevant,
        count(*) FILTER (is_copy) AS n_copies,
        sum(n_claims)::BIGINT AS n_claims,
        min(published_on) AS first_published_on,
        max(published_on) AS last_published_on
    FROM reported
    GROUP BY publisher
)
SELECT counted.*, coalesce(exchange_ids, []) AS exchange_ids
FROM counted
LEFT JOIN resolved USING (publisher)
ORDER BY publisher
