WITH given AS (
    SELECT
        exchange_id,
        bool_or(claims.date_start <= coalesce(claims.date_end, claims.date_start)) AS is_dated,
        bool_or(claims.place_country IS NOT NULL) AS has_country,
        bool_or(claims.place_name IS NOT NULL AND coalesce(claims.place_country = exchanges.place_country, true)) AS has_place,
        list_distinct(flatten(list(claims.mediators))) AS mediators
    FROM exchanges
    JOIN exchange_claims USING (exchange_id)
    JOIN claims USING (claim_id)
    WHERE superseded_by IS NULL AND exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
    GROUP BY exchange_id
),
losses AS (
    SELECT
        exchange_id,
        concat_ws(
            ', ',
            CASE WHEN is_dated AND date_start IS NULL AND date_end IS NULL THEN 'date' END,
            CASE WHEN has_country AND place_country IS NULL THEN 'place_country' END,
            CASE WHEN has_place AND place_name IS NULL THEN 'place_name' END,
            CASE WHEN NOT list_has_all(exchanges.mediators, given.mediators) THEN 'mediators' END
        ) AS lost
    FROM exchanges
    JOIN given USING (exchange_id)
)
SELECT exchange_id, lost || ' told by a claim, but not there' AS observed
FROM losses
WHERE lost <> ''
