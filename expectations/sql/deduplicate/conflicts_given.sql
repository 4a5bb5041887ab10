-- A figure is one of a claim, or the sum of its figures for one giver, of all or of the living; other values stand as they are.
WITH figures AS (
    SELECT claim_id, "count" AS figure FROM claim_transfers
    UNION ALL
    SELECT claim_id, sum("count") FROM claim_transfers GROUP BY claim_id, released_by
    UNION ALL
    SELECT claim_id, sum("count") FROM claim_transfers WHERE category <> 'remains' GROUP BY claim_id, released_by
),
given AS (
    SELECT claim_id, 'count' AS kind, figure::VARCHAR AS value FROM figures
    UNION
    SELECT claim_id, unnest(['status', 'place_country', 'place_name']), unnest([status, place_country, place_name]) FROM claims
),
disputed AS (
    SELECT
        exchange_id, attribute, value, claim_ids, string_split(attribute, ' ')[1] AS kind,
        if(kind = 'count', regexp_extract(value, '\d+'), value) AS told
    FROM exchange_conflicts
)
SELECT exchange_id, attribute, value, 'given by none of ' || array_to_string(claim_ids, ', ') AS observed
FROM disputed
WHERE kind IN ('count', 'status', 'place_country', 'place_name')
  AND len(claim_ids) > 0
  AND NOT EXISTS (
      FROM given
      WHERE list_contains(disputed.claim_ids, given.claim_id) AND given.kind = disputed.kind AND given.value = disputed.told
  )
