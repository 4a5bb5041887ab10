-- Too many is told of always, too few only where the curated list, whose gap is known, is part of the warehouse.
WITH people AS (
    SELECT
        up_to, official, known_gap, totals.received_by,
        (
            SELECT ifnull(sum(count_best), 0)
            FROM exchange_transfers AS transfers
            JOIN exchanges USING (exchange_id)
            WHERE status = 'completed' AND category <> 'remains' AND date_start >= since AND date_end <= up_to
              AND transfers.received_by = totals.received_by
              AND list_has_any(string_split(transfers.released_by, '+'), string_split(totals.released_by, '+'))
        ) AS published,
        (
            SELECT ifnull(sum("count"), 0)
            FROM claim_transfers AS transfers
            JOIN claims USING (claim_id)
            WHERE extractor = 'curated' AND status = 'completed' AND date_start >= since AND date_end <= up_to
              AND transfers.received_by = totals.received_by
        ) AS listed
    FROM official_totals AS totals
)
SELECT up_to::VARCHAR AS up_to, received_by, format('{} people, officially {}', published, official) AS observed
FROM people
WHERE published > official + $slack OR (listed > official / 2 AND published < official - known_gap - $slack)
