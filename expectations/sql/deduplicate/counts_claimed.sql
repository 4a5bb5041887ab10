WITH sums AS (
    SELECT exchange_id, claim_id, min("count") AS least, sum("count") AS most
    FROM exchange_claims
    JOIN claim_transfers USING (claim_id)
    GROUP BY exchange_id, claim_id
),
given AS (
    SELECT exchange_id, min(least) AS least, max(most) AS most FROM sums GROUP BY exchange_id
)
SELECT
    exchange_id, released_by, received_by, category,
    format(
        'low {}, best {}, high {}; claims give {} to {}',
        ifnull(count_low::VARCHAR, 'null'), ifnull(count_best::VARCHAR, 'null'), ifnull(count_high::VARCHAR, 'null'),
        ifnull(least::VARCHAR, 'nothing'), ifnull(most::VARCHAR, 'nothing')
    ) AS observed
FROM exchange_transfers
JOIN given USING (exchange_id)
WHERE exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
  AND (
      least(count_low, count_best, count_high) < ifnull(least, 0)
      OR greatest(count_low, count_best, count_high) > ifnull(most, -1)
  )
