SELECT DISTINCT exchange_id, 'gone without a trace' AS observed
FROM earlier
WHERE exchange_id NOT IN (SELECT exchange_id FROM exchanges WHERE exchange_id IS NOT NULL)
  AND exchange_id NOT IN (SELECT exchange_id FROM exchange_redirects WHERE exchange_id IS NOT NULL)
