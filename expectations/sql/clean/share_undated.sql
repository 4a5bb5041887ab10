-- Rows of curated lists have no date of publication.
SELECT
    format('{} of {} reports undated', count(*) FILTER (published_on IS NULL), count(*)) AS observed,
    count(*) < $fewest OR count(*) FILTER (published_on IS NULL) <= $most * count(*) AS holds
FROM clean_reports
WHERE NOT curated
