-- Figures with or without separators, and numbers in words: "1,200", "95", "twenty-five", "two hundred"; or a sum of two.
WITH counted AS (
    SELECT
        claim_id, transfer_no, language, "count", claim_transfers.evidence,
        list_transform(
            regexp_extract_all(regexp_replace(claim_transfers.evidence, '(\d)[,.  ](\d{3})', '\1\2', 'g'), '\d+'),
            lambda figure: try_cast(figure AS BIGINT)
        ) AS figures
    FROM claim_transfers
    JOIN claims USING (claim_id)
    JOIN clean_reports USING (report_id)
    WHERE "count" >= $least
),
words AS (
    SELECT
        claim_id, transfer_no,
        list(number) FILTER (kind = 'unit') AS units,
        list(number) FILTER (kind = 'scale') AS scales
    FROM (
        SELECT claim_id, transfer_no, language, unnest(regexp_extract_all(lower(evidence), '\pL+')) AS word FROM counted
    )
    JOIN number_words USING (language, word)
    GROUP BY claim_id, transfer_no
)
SELECT claim_id, transfer_no, format('{}, from `{}`', "count", evidence) AS observed
FROM (
    SELECT *, list_concat(figures, coalesce(units, [])) AS told FROM counted LEFT JOIN words USING (claim_id, transfer_no)
)
WHERE scales IS NULL
  AND len(list_filter(told, lambda one: one = "count" OR list_contains(told, "count" - one))) = 0
