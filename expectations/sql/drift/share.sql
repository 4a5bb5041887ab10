-- The middle of the source's own past, as far to either side as it has strayed before, as a sample of this size strays by
-- chance, or as a change too small to act on; whichever is widest.
WITH shares AS (
    SELECT source, n / of AS share FROM past WHERE figure = $figure AND of >= $fewest
),
usual AS (
    SELECT source, median(share) AS middle, 1.4826 * mad(share) AS spread
    FROM shares GROUP BY source HAVING count(*) >= $runs
)
SELECT source, format('{} of {} {}, usually {:.0f} %', n, of, $figure, 100 * middle) AS observed
FROM present
JOIN usual USING (source)
WHERE figure = $figure AND of >= $fewest
  AND abs(n / of - middle) > greatest($least, $widths * spread, $widths * sqrt(middle * (1 - middle) / of))
