SELECT exchange_id, attribute, value, format('{} publishers of {} claims', n_publishers, len(claim_ids)) AS observed
FROM exchange_conflicts
WHERE len(claim_ids) > 0 AND n_publishers > len(claim_ids)
