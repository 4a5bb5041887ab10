-- More reports bring more of everything, so growth is measured against theirs.
SELECT figure, format('{} {}, {} in the last publication', now.value, figure, last_figures.value) AS observed
FROM key_figures AS now
JOIN last_figures USING (figure)
CROSS JOIN (
    SELECT greatest(1, now.value / greatest(1, earlier.value)) AS growth
    FROM key_figures AS now JOIN last_figures AS earlier USING (figure) WHERE figure = 'reports'
)
WHERE last_figures.value >= $fewest AND now.value > $most * growth * last_figures.value
