-- On what sources differ, one row a value: the disputes with most people in their exchange first.
WITH people AS (
    SELECT exchange_id, sum(count_best) AS people
    FROM exchange_transfers
    GROUP BY exchange_id
),
disputes AS (
    SELECT
        exchange_id,
        attribute,
        list(
            {value: value, n_publishers: n_publishers, claim_ids: claim_ids, chosen: chosen}
            ORDER BY chosen DESC, n_publishers DESC, value
        ) AS given,
        any_value(rule) AS rule
    FROM exchange_conflicts
    GROUP BY exchange_id, attribute
)
SELECT disputes.*, date_start, date_end, date_precision, parties, status
FROM disputes
JOIN exchanges USING (exchange_id)
LEFT JOIN people USING (exchange_id)
ORDER BY attribute LIKE 'count %' DESC, coalesce(people, 0) DESC, exchange_id, attribute
LIMIT $disputes
