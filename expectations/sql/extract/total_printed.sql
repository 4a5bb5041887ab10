-- Figures with or without separators; a report that writes numbers in words may mean any of them.
SELECT claim_id, format('{}, which the report does not print', total) AS observed
FROM claims
JOIN clean_reports USING (report_id)
WHERE total >= $least
  AND NOT list_contains(
      list_transform(
          regexp_extract_all(regexp_replace(text, '(\d)[,.  ](\d{3})', '\1\2', 'g'), '\d+'),
          lambda figure: try_cast(figure AS BIGINT)
      ),
      total
  )
  AND total IS DISTINCT FROM (
      SELECT sum("count") FROM claim_transfers WHERE claim_transfers.claim_id = claims.claim_id
  )
  AND NOT EXISTS (
      FROM number_words
      WHERE number_words.language = clean_reports.language
        AND kind IN ('unit', 'scale')
        AND number >= $least
        AND list_contains(regexp_extract_all(lower(text), '\pL+'), word)
  )
