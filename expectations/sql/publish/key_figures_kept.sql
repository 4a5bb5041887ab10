-- `present` has the key figures of the assembled file.
SELECT figure, format('{} {}, {} in the last publication', present.value, figure, last_figures.value) AS observed
FROM present
JOIN last_figures USING (figure)
WHERE present.value < $least * last_figures.value AND $fewer_allowed = 0
