SELECT exchange_id, string_agg(format('{} in {}', party, year(date_end)), ', ' ORDER BY party) AS observed
FROM (SELECT exchange_id, status, date_start, date_end, unnest(parties) AS party FROM exchanges)
JOIN party_years ON party_years.code = party
WHERE status = 'completed' AND (year(date_end) < first_year OR year(date_start) > last_year + 1)
GROUP BY exchange_id
