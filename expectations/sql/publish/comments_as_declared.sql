SELECT
    table_name,
    column_name,
    concat_ws(
        ', ',
        CASE WHEN columns.comment IS DISTINCT FROM declared.column_comment THEN 'another comment on the column' END,
        CASE WHEN tables.comment IS DISTINCT FROM declared.table_comment THEN 'another comment on the table' END
    ) AS observed
FROM declared_columns AS declared
JOIN (FROM duckdb_columns() WHERE database_name = current_database()) AS columns USING (table_name, column_name)
JOIN (FROM duckdb_tables() WHERE database_name = current_database()) AS tables USING (table_name)
WHERE columns.comment IS DISTINCT FROM declared.column_comment
   OR tables.comment IS DISTINCT FROM declared.table_comment
