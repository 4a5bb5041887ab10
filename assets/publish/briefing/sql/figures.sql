-- What each of the claims says of people, with the words it rests on.
SELECT claim_id, released_by, received_by, category, count, bound, claimant, evidence, evidence_start, evidence_end
FROM claim_transfers
WHERE claim_id IN (SELECT unnest($ids))
ORDER BY claim_id, transfer_no
