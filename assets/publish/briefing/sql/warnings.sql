-- What gates did not let pass without a word, one row a rule.
SELECT
    stage,
    rule,
    outcome,
    arg_max(reason, n_failing) AS reason,
    arg_max(observed, n_failing) AS observed,
    arg_max(bound, n_failing) AS bound,
    sum(n_failing)::BIGINT AS n_failing,
    count(*) OVER () AS n_all
FROM gate_results
WHERE outcome <> 'passed'
GROUP BY stage, rule, outcome
ORDER BY stage, rule, outcome
LIMIT $rows
