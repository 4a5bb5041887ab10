WITH found AS (
    SELECT table_name, column_index, column_name, data_type
    FROM duckdb_columns()
    WHERE database_name = current_database() AND table_name IN (SELECT table_name FROM duckdb_tables())
)
SELECT
    table_name,
    column_name,
    CASE
        WHEN declared.data_type IS NULL THEN format('{} in place {}, not declared', found.data_type, found.column_index)
        ELSE format('no {} in place {}', declared.data_type, declared.column_index)
    END AS observed
FROM declared_columns AS declared
FULL JOIN found USING (table_name, column_name)
WHERE (declared.column_index, declared.data_type) IS DISTINCT FROM (found.column_index, found.data_type)
