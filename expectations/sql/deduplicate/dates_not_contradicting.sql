-- Of intervals on a line, two are disjoint just if the latest start is after the earliest end.
SELECT exchange_id, format('a claim until {}, another from {}', min(date_end), max(date_start)) AS observed
FROM exchange_claims
JOIN claims USING (claim_id)
WHERE superseded_by IS NULL AND date_start <= date_end  -- an interval that ends before it begins is compared with nothing
GROUP BY exchange_id
HAVING max(date_start) - min(date_end) > $slip AND NOT bool_or(decided_by = 'human')
