SELECT exchange_id, attribute, format('{} of {} values chosen', count(*) FILTER (chosen), count(*)) AS observed
FROM exchange_conflicts
GROUP BY exchange_id, attribute
HAVING count(*) FILTER (chosen) <> 1
