WITH given AS (
    SELECT row_no, max(figure) AS figure, bool_or(bound IN ('at_least', 'at_most')) AS is_open
    FROM fitting
    WHERE superseded_by IS NULL
    GROUP BY row_no
)
SELECT
    exchange_id, released_by, received_by, category,
    format('low {}, best {}, high {}; a claim gives {}', coalesce(count_low::VARCHAR, 'null'),
        coalesce(count_best::VARCHAR, 'null'), coalesce(count_high::VARCHAR, 'null'), figure) AS observed
FROM published
JOIN given USING (row_no)
WHERE (count_best IS NULL AND figure IS NOT NULL)
   OR (count_best IS NOT NULL AND NOT is_open AND (count_low IS NULL OR count_high IS NULL))
UNION ALL
SELECT exchange_id, exchange_transfers.released_by, exchange_transfers.received_by, exchange_transfers.category, 'all claims name both sides'
FROM exchange_transfers
JOIN (
    SELECT exchange_id
    FROM exchange_claims
    JOIN claim_transfers USING (claim_id)
    WHERE superseded_by IS NULL
    GROUP BY exchange_id
    HAVING bool_and(released_by IS NOT NULL AND received_by IS NOT NULL)
) USING (exchange_id)
WHERE exchange_transfers.released_by IS NULL OR exchange_transfers.received_by IS NULL
