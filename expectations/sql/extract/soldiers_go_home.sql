-- The people right after the figure: "95 Ukrainian soldiers", "1,212 fallen Ukrainians". Where the words give a figure twice, or
-- make two equal, they do not tell whose people are meant.
WITH told AS (
    SELECT
        claim_id, transfer_no, released_by, language, claim_transfers.evidence, "count",
        lower(regexp_replace(claim_transfers.evidence, '(\d)[,. ](\d{3})', '\1\2', 'g')) AS words
    FROM claim_transfers
    JOIN claims USING (claim_id)
    JOIN clean_reports USING (report_id)
    WHERE category IN ('military', 'remains') AND "count" > 0
),
after AS (
    SELECT
        *, regexp_extract_all(words, '\d+') AS figures,
        regexp_extract_all(words, '(\d+)(?:\s+[\pL-]+){1,3}', 1) AS followed,
        regexp_extract_all(words, '\d+((?:\s+[\pL-]+){1,3})', 1) AS tails
    FROM told
),
named AS (
    SELECT claim_id, transfer_no, any_value(released_by) AS released_by, any_value(evidence) AS evidence,
        list_distinct(list(code)) AS codes
    FROM (
        SELECT *, unnest(regexp_extract_all(tails[list_position(followed, "count"::VARCHAR)], '\pL+')) AS word
        FROM after
        LEFT JOIN telling_words USING (language)
        WHERE len(list_filter(figures, lambda figure: figure = "count"::VARCHAR)) = 1
          AND len(list_filter(coalesce(same_number, []), lambda equal: contains(words, equal))) = 0
    )
    JOIN nationals USING (word)
    GROUP BY claim_id, transfer_no
)
SELECT claim_id, transfer_no, format('released by {}: `{}`', released_by, evidence) AS observed
FROM named
WHERE len(codes) = 1 AND list_contains(regexp_split_to_array(released_by, '[+/]'), codes[1])
