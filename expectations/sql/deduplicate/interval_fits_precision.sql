-- What a claim gives was judged by `extract`; where it stands nevertheless, a person has accepted it.
SELECT exchange_id, format('{}: {} to {}', date_precision, date_start, date_end) AS observed
FROM exchanges
WHERE date_start <= date_end  -- deduplicate.interval_ordered tells of the others
  AND CASE date_precision
    WHEN 'day' THEN date_end - date_start >= $longest
    WHEN 'month' THEN day(date_start) <> 1 OR date_end <> last_day(date_start)
    WHEN 'year' THEN date_start <> make_date(year(date_start), 1, 1) OR date_end <> make_date(year(date_start), 12, 31)
    ELSE false
  END
  AND NOT EXISTS (
      FROM exchange_claims
      JOIN claims USING (claim_id)
      WHERE exchange_claims.exchange_id = exchanges.exchange_id
        AND (claims.date_start, claims.date_end, claims.date_precision)
            = (exchanges.date_start, exchanges.date_end, exchanges.date_precision)
  )
