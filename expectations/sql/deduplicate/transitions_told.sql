SELECT exchange_id, NULL::BIGINT AS step_no, 'no step' AS observed
FROM exchanges
ANTI JOIN exchange_transitions USING (exchange_id)
UNION ALL
SELECT exchange_id, max(step_no), format('{} steps, numbered up to {}', count(*), max(step_no))
FROM exchange_transitions
GROUP BY exchange_id
HAVING max(step_no) > count(DISTINCT step_no)
UNION ALL
SELECT DISTINCT
    exchange_id, step_no,
    concat_ws(' ', step.status, 'on', coalesce(reported_on::VARCHAR, 'an unknown day'), 'but', claim_id, claims.status, 'on',
        coalesce(published_on::VARCHAR, 'an unknown day'))
FROM (SELECT * EXCLUDE (claim_ids), unnest(claim_ids) AS claim_id FROM exchange_transitions) AS step
LEFT JOIN exchange_claims USING (exchange_id, claim_id)
LEFT JOIN claims USING (claim_id)
LEFT JOIN clean_reports USING (report_id)
WHERE exchange_id IN (SELECT exchange_id FROM exchanges)
  AND (
      exchange_claims.claim_id IS NULL
      OR reported_on IS DISTINCT FROM published_on
      -- deduplicate.exchange_transitions.allowed tells of other words
      OR (step.status <> claims.status AND step.status IN ('proposed', 'agreed', 'completed', 'cancelled'))
  )
