-- A number of up to two digits is a day (or, without the name of a month, a month), where the phrase names a month or a year.
WITH phrases AS (
    SELECT
        claim_id, language, published_on, date_start, date_end, date_precision, date_phrase,
        list_transform(regexp_extract_all(date_phrase, '\d+'), lambda figure: try_cast(figure AS BIGINT)) AS figures
    FROM claims
    JOIN clean_reports USING (report_id)
    WHERE date_start IS NOT NULL AND date_phrase IS NOT NULL
),
words AS (
    SELECT
        claim_id,
        list(number) FILTER (kind = 'month') AS months,
        list(number) FILTER (kind = 'weekday') AS weekdays
    FROM (SELECT claim_id, language, unnest(regexp_extract_all(lower(date_phrase), '\pL+')) AS word FROM phrases)
    JOIN number_words USING (language, word)
    GROUP BY claim_id
),
read AS (
    SELECT
        *,
        list_filter(figures, lambda figure: figure BETWEEN 1000 AND 2999) AS years,
        list_filter(figures, lambda figure: figure < 32) AS days
    FROM phrases
    LEFT JOIN words USING (claim_id)
)
SELECT claim_id, format('{} to {}, from `{}`', date_start, date_end, date_phrase) AS observed
FROM read
WHERE (len(years) > 0 AND NOT list_has_all(years, [year(date_start), year(date_end)]))
   OR (date_precision <> 'year' AND len(months) > 0 AND NOT list_has_all(months, [month(date_start), month(date_end)]))
   OR (date_precision <> 'year' AND months IS NULL AND len(years) > 0 AND len(days) > 0
       AND NOT list_has_all(days, [month(date_start), month(date_end)]))
   OR (date_precision = 'day' AND len(days) > 0 AND (len(months) > 0 OR len(years) > 0)
       AND NOT list_has_all(days, [day(date_start), day(date_end)]))
   OR (date_precision = 'day' AND len(weekdays) > 0 AND NOT list_has_any(weekdays, [isodow(date_start), isodow(date_end)]))
   OR (len(years) = 0 AND greatest(date_start - published_on, published_on - date_end) > $farthest)
