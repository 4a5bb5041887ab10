SELECT claim_id, format('{} in all ({}), {} in its transfers', total, meant, people) AS observed
FROM (
    SELECT claim_id, total, coalesce(total_bound, 'exact') AS meant, sum("count")::BIGINT AS people
    FROM claims
    JOIN claim_transfers USING (claim_id)
    WHERE total IS NOT NULL
    GROUP BY ALL
    HAVING count(DISTINCT (coalesce(released_by, ''), coalesce(received_by, ''))) > 1
       AND bool_and("count" IS NOT NULL AND bound = 'exact')
)
WHERE CASE meant
    WHEN 'at_least' THEN people < total
    WHEN 'at_most' THEN people > total
    WHEN 'approx' THEN abs(people - total) > total / 10
    ELSE people <> total
END
