WITH claimed AS (
    SELECT exchange_id, list(DISTINCT (date_start, date_end)) AS intervals
    FROM exchange_claims
    JOIN claims USING (claim_id)
    WHERE date_start IS NOT NULL
    GROUP BY exchange_id
)
SELECT
    exchange_id,
    format('{} to {}, claimed {}', date_start, date_end,
        coalesce(array_to_string([concat_ws(' to ', interval[1], interval[2]) for interval in intervals], ', '), 'no date'))
        AS observed
FROM exchanges
LEFT JOIN claimed USING (exchange_id)
WHERE exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
  AND date_start <= date_end  -- deduplicate.interval_ordered tells of others
  AND NOT coalesce(list_contains(intervals, (date_start, date_end)), false)
