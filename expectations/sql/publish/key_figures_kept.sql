SELECT figure, format('{} {}, {} in the last publication', now.value, figure, last_figures.value) AS observed
FROM key_figures AS now
JOIN last_figures USING (figure)
WHERE now.value < $least * last_figures.value AND $fewer_allowed = 0
