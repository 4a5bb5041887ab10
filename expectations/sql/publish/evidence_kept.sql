SELECT key, table_name, format('`{}` from {} to {}', left(evidence, 60), evidence_start, evidence_end) AS observed
FROM (
    SELECT claim_id AS key, 'claims' AS table_name, evidence, evidence_start, evidence_end FROM claims
    UNION ALL
    SELECT concat_ws(' / ', claim_id, transfer_no), 'claim_transfers', evidence, evidence_start, evidence_end
    FROM claim_transfers
    UNION ALL
    SELECT concat_ws(' / ', claim_id, name), 'claim_persons', evidence, evidence_start, evidence_end
    FROM claim_persons
)
WHERE evidence = '' OR length(evidence) <> evidence_end - evidence_start
