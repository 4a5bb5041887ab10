-- What the gates found, by stage.
SELECT
    stage,
    count(*) FILTER (outcome = 'passed') AS passed,
    count(*) FILTER (outcome = 'warned') AS warned,
    count(*) FILTER (outcome NOT IN ('passed', 'warned')) AS failed,
    (SELECT count(*) FROM quarantine WHERE quarantine.stage = gate_results.stage) AS refused
FROM gate_results
GROUP BY stage
ORDER BY list_position(['ingest', 'clean', 'extract', 'deduplicate', 'aggregate', 'publish'], stage)
