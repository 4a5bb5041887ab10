SELECT
    exchange_id,
    redirected_to,
    concat_ws(
        ', ',
        CASE WHEN kind <> 'split' AND exchange_id IN (SELECT exchange_id FROM exchanges)
            THEN kind || ', but it is there' END,
        CASE WHEN (redirected_to IS NULL) <> (kind = 'withdrawn') THEN kind || ' without a fitting redirected_to' END,
        CASE WHEN exchange_id = redirected_to THEN 'leads to itself' END,
        CASE WHEN count(*) > 1 THEN 'stands twice' END
    ) AS observed
FROM exchange_redirects
GROUP BY exchange_id, redirected_to, kind
HAVING observed <> ''
