WITH spans AS (
    SELECT id AS deal_id, min(exchanges.date_start) AS first_day, max(exchanges.date_end) AS last_day
    FROM (SELECT deal_id AS id, unnest(stage_ids) AS exchange_id FROM deals)
    JOIN exchanges USING (exchange_id)
    WHERE date_precision = 'day'
    GROUP BY id
)
SELECT
    deal_id,
    concat_ws(' ', coalesce(date_start::VARCHAR, 'null'), 'to', coalesce(date_end::VARCHAR, 'null'), 'but stages from',
        coalesce(first_day::VARCHAR, 'null'), 'to', coalesce(last_day::VARCHAR, 'null')) AS observed
FROM deals
LEFT JOIN spans USING (deal_id)
WHERE (date_start, date_end) IS DISTINCT FROM (first_day, last_day)
