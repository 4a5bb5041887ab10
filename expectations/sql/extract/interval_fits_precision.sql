SELECT
    claim_id,
    format('{}: {} to {}', date_precision, coalesce(date_start::VARCHAR, 'null'), coalesce(date_end::VARCHAR, 'null'))
        AS observed
FROM claims
WHERE (date_start > date_end) IS NOT TRUE  -- extract.interval_ordered tells of those
  AND NOT CASE
    WHEN date_precision = 'unknown' THEN date_start IS NULL AND date_end IS NULL
    WHEN date_start IS NULL OR date_end IS NULL THEN false
    WHEN date_precision = 'day' THEN date_end - date_start < $longest
    WHEN date_precision = 'month' THEN day(date_start) = 1 AND date_end = last_day(date_start)
    WHEN date_precision = 'year'
        THEN date_start = make_date(year(date_start), 1, 1) AND date_end = make_date(year(date_start), 12, 31)
    ELSE true  -- extract.claims.allowed tells of other words
  END
