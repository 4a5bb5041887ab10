SELECT
    claim_id,
    format('{} to {}, {}: {}', coalesce(released_by, '?'), coalesce(received_by, '?'), category,
        array_to_string(list(coalesce("count"::VARCHAR, 'null') ORDER BY transfer_no), ' and ')) AS observed
FROM claim_transfers
WHERE released_by IS NOT NULL OR received_by IS NOT NULL
GROUP BY claim_id, released_by, received_by, category
HAVING count(DISTINCT transfer_no) > 1
