WITH differing AS (
    SELECT exchange_id, 'place_country' AS attribute, string_agg(DISTINCT place_country, ', ' ORDER BY place_country) AS told
    FROM exchange_claims
    JOIN claims USING (claim_id)
    WHERE superseded_by IS NULL
    GROUP BY exchange_id
    HAVING count(DISTINCT place_country) > 1
    UNION ALL
    SELECT exchange_id, 'count', 'disputed' FROM exchanges WHERE grade = 'disputed'
)
SELECT exchange_id, attribute, told || ', but no such conflict' AS observed
FROM differing
ANTI JOIN (
    SELECT exchange_id, string_split(attribute, ' ')[1] AS attribute FROM exchange_conflicts
) USING (exchange_id, attribute)
