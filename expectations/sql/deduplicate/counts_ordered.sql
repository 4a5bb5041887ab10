SELECT
    exchange_id, released_by, received_by, category,
    format('low {}, best {}, high {}', coalesce(count_low::VARCHAR, 'null'), coalesce(count_best::VARCHAR, 'null'),
        coalesce(count_high::VARCHAR, 'null')) AS observed
FROM exchange_transfers
WHERE count_low > count_best OR count_best > count_high OR count_low > count_high
