-- Rows that stand twice count once; the rules on keys tell of them.
SELECT
    report_id,
    format('{} claims, {} transfers and {} persons made; {}, {} and {} there', n_claims, n_transfers, n_persons,
        count(DISTINCT claim_id), count(DISTINCT (claim_id, transfer_no)) FILTER (transfer_no IS NOT NULL),
        count(DISTINCT (claim_id, name)) FILTER (name IS NOT NULL)) AS observed
FROM screened
LEFT JOIN claims USING (report_id)
LEFT JOIN claim_transfers USING (claim_id)
LEFT JOIN claim_persons USING (claim_id)
GROUP BY report_id, n_claims, n_transfers, n_persons
HAVING n_claims <> count(DISTINCT claim_id)
    OR n_transfers <> count(DISTINCT (claim_id, transfer_no)) FILTER (transfer_no IS NOT NULL)
    OR n_persons <> count(DISTINCT (claim_id, name)) FILTER (name IS NOT NULL)
