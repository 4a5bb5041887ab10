-- A figure is one of a claim, or the sum of its figures for one giver, of all or of the living; other values stand as they are.
WITH disputed AS (
    SELECT
        exchange_id, attribute, value, claim_ids, string_split(attribute, ' ')[1] AS kind,
        if(kind = 'count', regexp_extract(value, '\d+'), value) AS told
    FROM exchange_conflicts
    WHERE kind IN ('count', 'status', 'place_country', 'place_name') AND len(claim_ids) > 0
),
named AS (
    SELECT exchange_id, attribute, value, kind, told, unnest(claim_ids) AS claim_id FROM disputed
),
counted AS (
    FROM claim_transfers SEMI JOIN named USING (claim_id)
),
figures AS (
    SELECT claim_id, "count" AS figure FROM counted
    UNION ALL
    SELECT claim_id, sum("count") FROM counted GROUP BY claim_id, released_by
    UNION ALL
    SELECT claim_id, sum("count") FROM counted WHERE category <> 'remains' GROUP BY claim_id, released_by
),
given AS (
    SELECT claim_id, 'count' AS kind, figure::VARCHAR AS told FROM figures
    UNION ALL
    SELECT claim_id, unnest(['status', 'place_country', 'place_name']), unnest([status, place_country, place_name])
    FROM claims SEMI JOIN named USING (claim_id)
),
supported AS (
    SELECT DISTINCT exchange_id, attribute, value FROM named SEMI JOIN given USING (claim_id, kind, told)
)
SELECT exchange_id, attribute, value, 'given by none of ' || array_to_string(claim_ids, ', ') AS observed
FROM disputed ANTI JOIN supported USING (exchange_id, attribute, value)
