-- A published figure is one of a claim for these sides, or the sum of its figures for them: of one category, of the living, of
-- all. Names that reports take for one another count as one; a side that a claim leaves open fits any.
WITH set_by_people AS (
    SELECT unnest(exchange_ids) AS exchange_id FROM decisions WHERE action = 'set' AND state = 'obeyed'
),
published AS (
    SELECT row_number() OVER () AS row_no, *
    FROM exchange_transfers
    WHERE exchange_id IN (SELECT exchange_id FROM exchanges)
      AND exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
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
    WHERE coalesce(list_has_any(givers.actors, told_givers.actors), true)
      AND coalesce(list_has_any(getters.actors, told_getters.actors), true)
),
given AS (
    SELECT row_no, list(DISTINCT figure) AS figures
    FROM (
        SELECT row_no, figure FROM fitting
        UNION ALL
        SELECT row_no, sum(figure) FROM fitting GROUP BY row_no, claim_id
        UNION ALL
        SELECT row_no, sum(figure) FROM fitting WHERE told_category <> 'remains' GROUP BY row_no, claim_id
        UNION ALL
        SELECT row_no, sum(figure) FROM fitting GROUP BY row_no, claim_id, told_category
    )
    GROUP BY row_no
)
SELECT
    exchange_id, released_by, received_by, category,
    concat_ws(' ', count_best, 'people; claims give', coalesce(nullif(array_to_string(list_sort(figures), ', '), ''), 'none')) AS observed
FROM published
LEFT JOIN given USING (row_no)
WHERE count_best IS NOT NULL AND NOT coalesce(list_contains(figures, count_best), false)
