SELECT claim_id, concat_ws(' ', 'total', coalesce(total::VARCHAR, 'null'), 'bound', coalesce(total_bound, 'null')) AS observed
FROM claims
WHERE (total IS NULL) <> (total_bound IS NULL)
