WITH words AS (
    SELECT claim_id, unnest([date_phrase, place_name]) AS word FROM claims
    UNION ALL
    SELECT claim_id, name FROM claim_persons
)
SELECT claim_id, string_agg(format('`{}`', word), ', ' ORDER BY word) || ' not in the text' AS observed
FROM words
JOIN claims USING (claim_id)
JOIN clean_reports USING (report_id)
WHERE NOT contains(text, word)
GROUP BY claim_id
