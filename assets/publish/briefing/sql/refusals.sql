-- What was quarantined, one row a rule, with the first record as an example.
SELECT stage, rule, count(*) AS n, min(record) AS example, arg_min(reason, record) AS reason, count(*) OVER () AS n_all
FROM quarantine
GROUP BY stage, rule
ORDER BY n DESC, stage, rule
LIMIT $rows
