SELECT claim_id, format('{} in all, {} in its transfers', total, sum("count")::BIGINT) AS observed
FROM claims
JOIN claim_transfers USING (claim_id)
WHERE total IS NOT NULL
GROUP BY claim_id, total
HAVING count(DISTINCT (coalesce(released_by, ''), coalesce(received_by, ''))) > 1
   AND bool_and("count" IS NOT NULL AND bound = 'exact')
   AND sum("count") <> total
