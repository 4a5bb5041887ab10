SELECT
    claim_id, name,
    format(
        '`{}`, where the text has `{}`',
        left(claim_persons.evidence, 60),
        left(substring(text, claim_persons.evidence_start + 1, 60), claim_persons.evidence_end - claim_persons.evidence_start)
    ) AS observed
FROM claim_persons
JOIN claims USING (claim_id)
JOIN clean_reports USING (report_id)
WHERE claim_persons.evidence = ''
   OR claim_persons.evidence_start < 0  -- substring would count from the end
   OR claim_persons.evidence_end - claim_persons.evidence_start <> length(claim_persons.evidence)
   OR substring(text, claim_persons.evidence_start + 1, length(claim_persons.evidence)) <> claim_persons.evidence
