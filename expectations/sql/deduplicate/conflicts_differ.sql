SELECT exchange_id, attribute, 'just ' || min(value) AS observed
FROM exchange_conflicts
GROUP BY exchange_id, attribute
HAVING count(*) = 1 AND NOT bool_or(starts_with(rule, 'human'))
