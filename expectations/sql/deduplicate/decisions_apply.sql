SELECT decision_id, concat_ws(': ', action || ' is ' || state, note) AS observed
FROM decisions
WHERE state IN ('stale', 'overruled')
