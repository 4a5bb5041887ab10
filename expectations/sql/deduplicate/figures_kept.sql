-- Names that reports take for one another count as one; a side that a claim leaves open fits any.
WITH published AS (
    SELECT row_number() OVER () AS row_no, * FROM exchange_transfers
),
sides AS (
    SELECT side, list_distinct(list_concat(any_value(actors), flatten(list(coalesce(stands_for, []))))) AS actors
    FROM (
        SELECT side, string_split_regex(side, '[+/]') AS actors, unnest(string_split_regex(side, '[+/]')) AS party
        FROM (
            SELECT released_by AS side FROM claim_transfers UNION SELECT received_by FROM claim_transfers
            UNION SELECT released_by FROM exchange_transfers UNION SELECT received_by FROM exchange_transfers
        )
        WHERE side IS NOT NULL
    )
    LEFT JOIN (SELECT party, list(stands_for) AS stands_for FROM party_groups GROUP BY party) USING (party)
    GROUP BY side
),
fitting AS (
    SELECT
        published.row_no, claim_id, told.category AS told_category, told."count" AS figure, told.bound
    FROM published
    JOIN exchange_claims USING (exchange_id)
    JOIN claim_transfers AS told USING (claim_id)
    LEFT JOIN sides AS givers ON givers.side = published.released_by
    LEFT JOIN sides AS getters ON getters.side = published.received_by
    LEFT JOIN sides AS told_givers ON told_givers.side = told.released_by
    LEFT JOIN sides AS told_getters ON told_getters.side = told.received_by
    WHERE superseded_by IS NULL
      AND coalesce(list_has_any(givers.actors, told_givers.actors), true)
      AND coalesce(list_has_any(getters.actors, told_getters.actors), true)
),
given AS (
    SELECT row_no, max(figure) AS figure, bool_or(bound IN ('at_least', 'at_most')) AS is_open
    FROM fitting
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
