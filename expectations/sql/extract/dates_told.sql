SELECT
    claim_id,
    concat_ws(' ', 'basis', date_basis, 'phrase', coalesce('`' || date_phrase || '`', 'null'), 'date', date_start) AS observed
FROM claims
WHERE (date_basis = 'none') <> (date_phrase IS NULL) OR (date_basis = 'none' AND date_start IS NOT NULL)
