-- A published figure is one of a claim for these sides, or the sum of its figures for them: of one category, of the living, of
-- all.
WITH given AS (
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
WHERE count_best IS NOT NULL
  AND NOT coalesce(list_contains(figures, count_best), false)
  AND exchange_id IN (SELECT exchange_id FROM exchanges)
  AND exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
