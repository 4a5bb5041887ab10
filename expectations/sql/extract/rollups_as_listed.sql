SELECT
    report_id,
    CASE WHEN rollups.report_id IS NULL THEN 'not there'
        ELSE concat_ws(
            ', ',
            CASE WHEN listed.report_id IS NULL THEN 'no row of a list' END,
            CASE WHEN list_sort(parties) <> listed_parties THEN 'parties' END,
            CASE WHEN (date_start, date_end) IS DISTINCT FROM (listed_start, listed_end)
                OR date_precision <> listed_precision THEN 'date' END,
            CASE WHEN list_sort(string_split_regex(coalesce(side_a, ''), '[+/]')) <> list_sort(if(len(a) = 0, [''], a))
                OR list_sort(string_split_regex(coalesce(side_b, ''), '[+/]')) <> list_sort(if(len(b) = 0, [''], b))
                THEN 'sides' END,
            CASE WHEN (released_by_a, released_by_b) IS DISTINCT FROM (a_to_b, b_to_a) THEN 'figures' END,
            CASE WHEN category <> listed_category THEN 'category' END
        ) || ' not as in the list'
    END AS observed
FROM (SELECT rollups.* FROM rollups JOIN clean_reports USING (report_id)) AS rollups
FULL JOIN (SELECT listed.* FROM listed JOIN screened USING (report_id) WHERE reason = 'curated.rollup') AS listed
USING (report_id)
WHERE observed <> ' not as in the list'
