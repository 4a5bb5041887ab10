SELECT
    claim_id,
    format(
        '`{}`, where the text has `{}`',
        left(claims.evidence, 60),
        left(substring(text, claims.evidence_start + 1, 60), claims.evidence_end - claims.evidence_start)
    ) AS observed
FROM claims
JOIN clean_reports USING (report_id)
WHERE claims.evidence = ''
   OR claims.evidence_start < 0  -- substring would count from the end
   OR claims.evidence_end - claims.evidence_start <> length(claims.evidence)
   OR substring(text, claims.evidence_start + 1, length(claims.evidence)) <> claims.evidence
