SELECT claim_id, 'report ' || report_id AS observed
FROM claims
WHERE NOT (starts_with(claim_id, report_id || '#') AND regexp_full_match(claim_id[length(report_id) + 2:], '[0-9]+'))
