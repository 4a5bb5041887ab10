SELECT exchange_id, format('{}: {} to {}', date_precision, date_start, date_end) AS observed
FROM exchanges
WHERE date_start <= date_end  -- deduplicate.interval_ordered tells of the others
  AND CASE date_precision
    WHEN 'day' THEN date_end - date_start >= $longest
    WHEN 'month' THEN day(date_start) <> 1 OR date_end <> last_day(date_start)
    WHEN 'year' THEN date_start <> make_date(year(date_start), 1, 1) OR date_end <> make_date(year(date_start), 12, 31)
    ELSE false
  END
