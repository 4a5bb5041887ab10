SELECT
    claim_id, transfer_no,
    format(
        '`{}`, where the text has `{}`',
        left(claim_transfers.evidence, 60),
        left(substring(text, claim_transfers.evidence_start + 1, 60), claim_transfers.evidence_end - claim_transfers.evidence_start)
    ) AS observed
FROM claim_transfers
JOIN claims USING (claim_id)
JOIN clean_reports USING (report_id)
WHERE claim_transfers.evidence = ''
   OR claim_transfers.evidence_start < 0  -- substring would count from the end
   OR claim_transfers.evidence_end - claim_transfers.evidence_start <> length(claim_transfers.evidence)
   OR substring(text, claim_transfers.evidence_start + 1, length(claim_transfers.evidence)) <> claim_transfers.evidence
