SELECT claim_id, format('{} to {}', date_start, date_end) AS observed
FROM claims
WHERE date_start > date_end
