CREATE VIEW disputed_figures AS
SELECT
    exchange_id,
    date_start,
    parties,
    regexp_replace(attribute, '^count ', '') AS direction,
    value AS figure,
    exchange_conflicts.n_publishers,
    chosen,
    rule,
    claim_ids
FROM exchange_conflicts
JOIN exchanges USING (exchange_id)
WHERE attribute LIKE 'count %'
ORDER BY date_start DESC NULLS LAST, exchange_id, direction, chosen DESC, exchange_conflicts.n_publishers DESC, figure;
COMMENT ON VIEW disputed_figures IS
'One row is a figure that some report gives for a direction on which reports differ; `chosen` marks the published one.';
