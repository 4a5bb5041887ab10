-- `found` is made from the declared tables: one row a table, columns table_name and n_found.
SELECT table_name, format('{} rows, assembled {}', n_found, coalesce(n_rows::VARCHAR, 'none')) AS observed
FROM found
LEFT JOIN assembled USING (table_name)
WHERE n_found IS DISTINCT FROM n_rows
