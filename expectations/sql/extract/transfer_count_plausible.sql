SELECT
    claim_id,
    string_agg(format('transfer {}: {} people', transfer_no, "count"), '; ' ORDER BY transfer_no) AS observed
FROM claim_transfers
WHERE "count" NOT BETWEEN 0 AND $largest
GROUP BY claim_id
