-- `present` has the key figures of the assembled file. More reports bring more of everything, so growth is measured
-- against theirs.
SELECT figure, format('{} {}, {} in the last publication', present.value, figure, last_figures.value) AS observed
FROM present
JOIN last_figures USING (figure)
CROSS JOIN (
    SELECT greatest(1, now.value / greatest(1, earlier.value)) AS growth
    FROM present AS now JOIN last_figures AS earlier USING (figure) WHERE figure = 'reports'
)
WHERE last_figures.value >= $fewest AND present.value > $most * growth * last_figures.value
