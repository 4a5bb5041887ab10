-- A table without rows is a crash: nothing was measured.
WITH fallen AS (
    SELECT string_agg(format('{} {} {:.3f} (floor {:.3f})', name, slot, f1, floor), ', ' ORDER BY name, slot) AS slots
    FROM accuracy
    WHERE f1 < floor - $slack
)
SELECT
    coalesce(
        'fell below: ' || any_value(slots),
        string_agg(format('{} {:.3f}', name, f1), ', ' ORDER BY name) FILTER (slot = 'facts') || ' (facts)'
    ) AS observed,
    CASE WHEN count(accuracy.name) > 0 THEN any_value(slots) IS NULL END AS holds
FROM fallen
LEFT JOIN accuracy ON true
