-- As share.sql, for a number of things each of which there can be several, such as the claims of a report.
WITH ratios AS (
    SELECT source, n / of AS ratio FROM past WHERE figure = $figure AND of >= $fewest
),
usual AS (
    SELECT source, median(ratio) AS middle, 1.4826 * mad(ratio) AS spread
    FROM ratios GROUP BY source HAVING count(*) >= $runs
)
SELECT source, format('{} {} in {} reports, usually {:.2f} a report', n, $figure, of, middle) AS observed
FROM present
JOIN usual USING (source)
WHERE figure = $figure AND of >= $fewest
  AND abs(n / of - middle) > greatest($least * middle, $widths * spread, $widths * sqrt(middle / of))
