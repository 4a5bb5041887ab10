WITH told AS (
    SELECT exchange_id, claim_id, report_id, superseded_by FROM exchange_claims JOIN claims USING (claim_id)
)
SELECT exchange_id, claim_id, 'superseded by ' || superseded_by || ', of which no claim counts here' AS observed
FROM told
WHERE superseded_by IN (SELECT report_id FROM clean_reports)
  AND NOT EXISTS (
      FROM told AS newer
      WHERE newer.exchange_id = told.exchange_id
        AND newer.report_id = told.superseded_by
        AND newer.superseded_by IS NULL
  )
