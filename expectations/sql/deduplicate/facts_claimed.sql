WITH joined AS (
    FROM exchange_claims
    JOIN claims USING (claim_id)
    WHERE exchange_id NOT IN (SELECT exchange_id FROM set_by_people)
),
given AS (
    SELECT
        exchange_id,
        list_distinct(list(status)) AS statuses,
        regexp_split_to_array(string_agg(array_to_string(parties, '+'), '+'), '[+/]') AS parties,
        list_distinct(flatten(list(mediators))) AS mediators,
        list_distinct(list(place_country)) AS countries,
        list_distinct(list(place_name)) AS places
    FROM joined
    GROUP BY exchange_id
),
breaches AS (
    SELECT
        exchange_id,
        concat_ws(
            ', ',
            CASE WHEN NOT list_contains(statuses, status) AND (deal_role IS DISTINCT FROM 'whole' OR status <> 'agreed')
                THEN 'status ' || status END,
            CASE WHEN NOT list_has_all(given.parties, exchanges.parties)
                THEN 'parties ' || array_to_string(exchanges.parties, ' ') END,
            CASE WHEN NOT list_has_all(given.mediators, exchanges.mediators)
                THEN 'mediators ' || array_to_string(exchanges.mediators, ' ') END,
            CASE WHEN NOT list_contains(countries, place_country) THEN 'place_country ' || place_country END,
            CASE WHEN NOT list_contains(places, place_name) THEN 'place_name ' || place_name END
        ) AS made_up
    FROM exchanges
    JOIN given USING (exchange_id)
)
SELECT exchange_id, made_up || ' in no claim' AS observed
FROM breaches
WHERE made_up <> ''
