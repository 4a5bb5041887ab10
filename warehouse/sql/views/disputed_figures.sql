CREATE VIEW disputed_figures AS
SELECT
    exchange_id,
    date_start,
    array_to_string(parties, ', ') AS parties,
    regexp_replace(attribute, '^count ', '') AS direction,
    value AS figure,
    exchange_conflicts.n_publishers,
    chosen,
    rule,
    array_to_string(claim_ids, ', ') AS claim_ids
FROM exchange_conflicts
JOIN exchanges USING (exchange_id)
WHERE attribute LIKE 'count %'
ORDER BY date_start DESC NULLS LAST, exchange_id, direction, chosen DESC, exchange_conflicts.n_publishers DESC, figure;
COMMENT ON VIEW disputed_figures IS
'One row is a figure that some report gives for a direction on which reports differ; `chosen` marks the published one.';
COMMENT ON COLUMN disputed_figures.exchange_id IS 'The exchange.';
COMMENT ON COLUMN disputed_figures.date_start IS 'First day on which the hand-over can have been; null if not known.';
COMMENT ON COLUMN disputed_figures.parties IS 'The sides, sorted.';
COMMENT ON COLUMN disputed_figures.direction IS 'Who releases to whom, and which people, such as `RUS>UKR remains`.';
COMMENT ON COLUMN disputed_figures.figure IS 'One figure given.';
COMMENT ON COLUMN disputed_figures.n_publishers IS 'Independent publishers that give it. Unit: publishers.';
COMMENT ON COLUMN disputed_figures.chosen IS 'Whether this figure was published.';
COMMENT ON COLUMN disputed_figures.rule IS 'Name of the fusion rule that chose.';
COMMENT ON COLUMN disputed_figures.claim_ids IS 'Claims that give it, sorted.';
