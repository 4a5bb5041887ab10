-- Which exchanges each mediator brokered or hosted, between whom, and how many people were released in those done: the
-- living and the dead apart.
WITH people AS (
    SELECT
        exchange_id,
        sum(count_best) FILTER (category <> 'remains') AS people,
        sum(count_best) FILTER (category = 'remains') AS remains
    FROM exchange_transfers
    GROUP BY exchange_id
),
mediated AS (
    SELECT unnest(mediators) AS mediator, parties, exchange_id, status, people, remains
    FROM exchanges
    LEFT JOIN people USING (exchange_id)
)
SELECT
    mediator,
    parties,
    count(*) FILTER (status = 'completed') AS n_completed,
    count(*) FILTER (status <> 'completed') AS n_other,
    coalesce(sum(people) FILTER (status = 'completed'), 0)::BIGINT AS people,
    coalesce(sum(remains) FILTER (status = 'completed'), 0)::BIGINT AS remains,
    list(exchange_id ORDER BY exchange_id) AS exchange_ids
FROM mediated
GROUP BY mediator, parties
ORDER BY mediator, parties
