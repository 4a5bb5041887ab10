SELECT
    exchange_id,
    format('{}: {} to {}', date_precision, coalesce(date_start::VARCHAR, 'null'), coalesce(date_end::VARCHAR, 'null'))
        AS observed
FROM exchanges
WHERE date_start > date_end
   OR (date_start IS NULL) <> (date_precision = 'unknown')
   OR (date_end IS NULL) <> (date_precision = 'unknown')
