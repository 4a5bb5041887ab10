-- The exchanges that the page knows, the latest first: what its charts, filters and list need of each.
WITH changed AS (
    SELECT DISTINCT exchange_id
    FROM exchange_history
    WHERE published_at = $published_at
),
looked_at AS (
    SELECT exchange_id FROM exchange_conflicts
    UNION
    SELECT exchange_id FROM review_queue
)
SELECT
    exchanges.*,
    exchange_id IN (FROM changed) AS changed,
    -- Told in full first: what is new, what a person should look at, then the latest.
    row_number() OVER (
        ORDER BY exchange_id IN (FROM changed) DESC, exchange_id IN (FROM looked_at) DESC,
        date_start DESC NULLS LAST, exchange_id
    ) <= $in_full AS in_full
FROM exchanges
ORDER BY date_start DESC NULLS LAST, exchange_id
LIMIT $listed
