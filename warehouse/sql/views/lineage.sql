CREATE VIEW lineage AS
WITH cells AS (
    SELECT
        'monthly_totals' AS table_name,
        strftime(month, '%Y-%m') AS cell,
        released_by,
        received_by,
        category,
        unnest(exchange_ids) AS exchange_id
    FROM monthly_totals
    UNION ALL
    SELECT 'party_balances', party || ' released', party, counterpart, category, unnest(exchange_ids)
    FROM party_balances
    UNION ALL
    SELECT 'party_balances', party || ' received', counterpart, party, category, unnest(exchange_ids)
    FROM party_balances
    UNION ALL
    SELECT 'mediation_record', mediator || ': ' || array_to_string(parties, ', '), NULL, NULL, NULL, unnest(exchange_ids)
    FROM mediation_record
    UNION ALL
    SELECT 'person_index', name, NULL, NULL, NULL, unnest(exchange_ids)
    FROM person_index
    UNION ALL
    SELECT 'source_coverage', publisher, NULL, NULL, NULL, unnest(exchange_ids)
    FROM source_coverage
),
figures AS (
    SELECT claim_id, released_by, received_by, category, count AS figure, bound, evidence
    FROM claim_transfers
)
SELECT
    table_name,
    cell,
    cells.released_by,
    cells.received_by,
    cells.category,
    exchange_id,
    happened,
    claim_id,
    figures.figure,
    figures.bound,
    coalesce(figures.evidence, claims.evidence) AS sentence,
    publisher,
    published_on,
    title,
    coalesce(url, origin) AS url
FROM cells
JOIN exchange_summary USING (exchange_id)
JOIN exchange_claims USING (exchange_id)
JOIN claims USING (claim_id)
JOIN reports USING (report_id)
LEFT JOIN figures
    ON figures.claim_id = claims.claim_id
    AND (
        cells.category IS NULL
        OR (
            figures.released_by IS NOT DISTINCT FROM cells.released_by
            AND figures.received_by IS NOT DISTINCT FROM cells.received_by
            AND (figures.category = 'remains') = (cells.category = 'remains')
        )
    )
-- A party balance names an exchange for both directions; the one without any figure of it is left out.
WHERE table_name <> 'party_balances' OR EXISTS (
    FROM exchange_transfers AS t
    WHERE t.exchange_id = cells.exchange_id
        AND t.released_by IS NOT DISTINCT FROM cells.released_by
        AND t.received_by IS NOT DISTINCT FROM cells.received_by
        AND t.category = cells.category
)
ORDER BY table_name, cell, cells.released_by, cells.received_by, cells.category, exchange_id, claim_id, figures.figure;
COMMENT ON VIEW lineage IS
'One row is a sentence behind a cell of a total: from the cell to an exchange in it, a claim about that, and its words.';
COMMENT ON COLUMN lineage.table_name IS 'Table that the cell is in: monthly_totals, party_balances, mediation_record, person_index or source_coverage.';
COMMENT ON COLUMN lineage.cell IS 'Which row: the month, what the party did, the mediator with the parties, the person or the publisher.';
COMMENT ON COLUMN lineage.released_by IS 'Direction of the cell, where it has one.';
COMMENT ON COLUMN lineage.received_by IS 'Direction of the cell, where it has one.';
COMMENT ON COLUMN lineage.category IS 'Kind of people of the cell, where it has one.';
COMMENT ON COLUMN lineage.exchange_id IS 'An exchange that the cell was summed from.';
COMMENT ON COLUMN lineage.happened IS 'When it was, in words.';
COMMENT ON COLUMN lineage.claim_id IS 'A claim about the exchange.';
COMMENT ON COLUMN lineage.figure IS 'Figure that the claim gives for the direction; null where it gives none. Unit: people.';
COMMENT ON COLUMN lineage.bound IS 'How the figure is meant.';
COMMENT ON COLUMN lineage.sentence IS 'The words that the figure rests on; those of the claim, where it has no figure.';
COMMENT ON COLUMN lineage.publisher IS 'Who published the report.';
COMMENT ON COLUMN lineage.published_on IS 'When.';
COMMENT ON COLUMN lineage.title IS 'Its headline.';
COMMENT ON COLUMN lineage.url IS 'Its address, or the file that it came in.';
