-- Who released how many to whom in the exchanges that the page knows.
SELECT exchange_id, released_by, received_by, category, count_low, count_best, count_high, rule, n_claims
FROM exchange_transfers
WHERE exchange_id IN (SELECT unnest($ids))
ORDER BY exchange_id, released_by, received_by, category
