-- What each side released to another and received from it, in completed exchanges. States that acted as one side
-- (`A+B`) stand as that side, so that nobody is counted for each of them. A transfer between two unnamed sides is left
-- out; one without a figure counts as an exchange, with nobody.
WITH transfers AS (
    SELECT exchange_id, released_by, received_by, category, coalesce(count_best, 0) AS people
    FROM exchange_transfers
    JOIN exchanges USING (exchange_id)
    WHERE status = 'completed'
),
sides AS (
    SELECT exchange_id, released_by AS party, received_by AS counterpart, category, people AS released, 0 AS received
    FROM transfers
    UNION ALL
    SELECT exchange_id, received_by, released_by, category, 0, people
    FROM transfers
)
SELECT
    party,
    counterpart,
    category,
    sum(released)::BIGINT AS released,
    sum(received)::BIGINT AS received,
    sum(received - released)::BIGINT AS balance,
    count(DISTINCT exchange_id) AS n_exchanges,
    list(DISTINCT exchange_id ORDER BY exchange_id) AS exchange_ids
FROM sides
WHERE party IS NOT NULL
GROUP BY party, counterpart, category
ORDER BY party, counterpart NULLS FIRST, category
