-- The claims about the exchanges that are told in full, the surest first, with what is known of their reports.
SELECT
    exchange_id,
    claims.*,
    explanation,
    decided_by,
    publisher,
    title,
    published_on,
    url,
    origin,
    copy_of
FROM exchange_claims
JOIN claims USING (claim_id)
JOIN reports USING (report_id)
WHERE exchange_id IN (SELECT unnest($ids))
QUALIFY row_number() OVER (
    PARTITION BY exchange_id
    ORDER BY copy_of IS NOT NULL, extractor = 'curated', NOT focus, confidence DESC, claim_id
) <= $each
ORDER BY exchange_id, copy_of IS NOT NULL, extractor = 'curated', NOT focus, confidence DESC, claim_id
