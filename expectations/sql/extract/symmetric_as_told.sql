-- Both directions rest on words that give their figures ("90-for-90") or make them equal ("the same number").
WITH told AS (
    SELECT
        claim_id, "count",
        regexp_extract(claim_transfers.evidence, '(\d{1,4})[-– ]for[-– ](\d{1,4})', ['one', 'other']) AS figures,
        len(list_filter(same_number, lambda word: contains(lower(claim_transfers.evidence), word))) > 0 AS is_equal
    FROM claim_transfers
    JOIN claims USING (claim_id)
    JOIN clean_reports USING (report_id)
    JOIN telling_words USING (language)
    WHERE bound = 'exact' AND "count" IS NOT NULL
),
pairs AS (
    SELECT
        claim_id, list_sort(list("count")) AS counts, bool_and(is_equal) AS is_equal,
        list_sort([try_cast(any_value(figures.one) AS BIGINT), try_cast(any_value(figures.other) AS BIGINT)]) AS figures
    FROM told
    GROUP BY claim_id
    HAVING count(*) = 2 AND count(DISTINCT figures) = 1
)
SELECT
    claim_id,
    format('{} and {}, told {}', counts[1], counts[2], if(is_equal, 'the same', figures[1] || ' for ' || figures[2])) AS observed
FROM pairs
WHERE (is_equal AND counts[1] <> counts[2]) OR (NOT is_equal AND figures[1] IS NOT NULL AND counts <> figures)
