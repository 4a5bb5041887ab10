SELECT unnest([
    {'figure': 'reports', 'value': (SELECT count(*) FROM reports)},
    {'figure': 'claims', 'value': (SELECT count(*) FROM claims)},
    {'figure': 'completed exchanges', 'value': (SELECT count(*) FROM exchanges WHERE status = 'completed')},
    {'figure': 'people', 'value': (
        SELECT ifnull(sum(count_best), 0)::BIGINT FROM exchange_transfers JOIN exchanges USING (exchange_id)
        WHERE status = 'completed'
    )}
], recursive := true)
