-- In logarithms, since volumes differ by factors; a run that brings nothing new from a source says nothing of it.
WITH volumes AS (
    SELECT source, ln(n) AS volume FROM past WHERE figure = $figure AND n > 0
),
usual AS (
    SELECT source, median(volume) AS middle, 1.4826 * mad(volume) AS spread
    FROM volumes GROUP BY source HAVING count(*) >= $runs
)
SELECT source, format('{} {}, usually {:.0f} a run', n, $figure, exp(middle)) AS observed
FROM present
JOIN usual USING (source)
WHERE figure = $figure AND greatest(n, exp(middle)) >= $fewest
  AND abs(ln(n) - middle) > greatest(ln($times), $widths * spread)
