SELECT claim_id, format('{} transfers, numbered up to {}', count(*), max(transfer_no)) AS observed
FROM claim_transfers
GROUP BY claim_id
HAVING max(transfer_no) > count(DISTINCT transfer_no)
