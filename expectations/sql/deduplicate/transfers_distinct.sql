SELECT exchange_id, released_by, received_by, category, format('{} rows', count(*)) AS observed
FROM exchange_transfers
GROUP BY exchange_id, released_by, received_by, category
HAVING count(*) > 1
