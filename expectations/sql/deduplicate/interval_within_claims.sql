WITH set_by_people AS (
    SELECT unnest(exchange_ids) AS exchange_id FROM decisions WHERE action = 'set' AND state = 'obeyed'
),
claimed AS (
    SELECT exchange_id, min(date_start) AS earliest, max(date_end) AS latest
    FROM exchange_claims
    JOIN claims USING (claim_id)
    GROUP BY exchange_id
)
SELECT
    exchange_id,
    format('{} to {}, claimed {} to {}', date_start, date_end,
        coalesce(earliest::VARCHAR, 'no date'), coalesce(latest::VARCHAR, 'no date')) AS observed
FROM exchanges
JOIN claimed USING (exchange_id)
WHERE exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
  AND date_start <= date_end  -- deduplicate.interval_ordered tells of others
  AND (earliest IS NULL OR date_start < earliest OR date_end > latest)
