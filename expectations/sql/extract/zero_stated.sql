-- Languages without a lexicon have no words to look for.
SELECT claim_id, transfer_no, format('0 on `{}`', left(claim_transfers.evidence, 80)) AS observed
FROM claim_transfers
JOIN claims USING (claim_id)
JOIN clean_reports USING (report_id)
JOIN telling_words USING (language)
WHERE "count" = 0 AND NOT regexp_matches(lower(claim_transfers.evidence), telling_words.none)
