-- A report without a day of publication, or a person who decided, is a reason: what they go by is not known here.
WITH told AS (
    SELECT exchange_id, max(published_on) AS last_told, bool_or(published_on IS NULL OR decided_by = 'human') AS has_reason
    FROM exchange_claims
    JOIN claims USING (claim_id)
    JOIN clean_reports USING (report_id)
    WHERE claims.status = 'completed'
    GROUP BY exchange_id
)
SELECT exchange_id, format('completed on {}, told as done until {}', date_start, last_told) AS observed
FROM exchanges
JOIN told USING (exchange_id)
WHERE status = 'completed' AND date_start > last_told AND NOT has_reason
