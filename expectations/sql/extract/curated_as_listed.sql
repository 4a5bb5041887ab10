WITH transfers AS (
    SELECT
        claim_id,
        list_sort(list((
            list_sort(string_split_regex(coalesce(released_by, ''), '[+/]')),
            list_sort(string_split_regex(coalesce(received_by, ''), '[+/]')),
            category,
            "count"
        ))) AS made
    FROM claim_transfers
    GROUP BY claim_id
),
persons AS (
    SELECT
        claim_id,
        list_sort(list(name)) AS made,
        list_distinct(list((released_by IS NULL, list_sort(string_split_regex(coalesce(released_by, ''), '[+/]'))))) AS givers
    FROM claim_persons
    GROUP BY claim_id
),
expected AS (
    SELECT
        claims.*, listed.* EXCLUDE (report_id),
        list_sort(if(len(a) = 0, [''], a)) AS from_a,
        list_sort(if(len(b) = 0, [''], b)) AS from_b,
        CASE WHEN a_to_b = 0 AND b_to_a IS DISTINCT FROM 0 THEN (false, list_sort(if(len(b) = 0, [''], b)))
            WHEN b_to_a = 0 AND a_to_b IS DISTINCT FROM 0 THEN (false, list_sort(if(len(a) = 0, [''], a)))
            ELSE (true, ['']) END AS giver
    FROM claims
    JOIN listed USING (report_id)
    WHERE extractor = 'curated'
)
SELECT
    claim_id,
    concat_ws(
        ', ',
        CASE WHEN status <> listed_status THEN 'status' END,
        CASE WHEN parties <> listed_parties THEN 'parties' END,
        CASE WHEN (date_start, date_end, date_precision) IS DISTINCT FROM (listed_start, listed_end, listed_precision)
            THEN 'date' END,
        CASE WHEN coalesce(place_name, '') <> place THEN 'place_name' END,
        CASE WHEN place_country IS DISTINCT FROM if(len(countries) = 1, countries[1], NULL) THEN 'place_country' END,
        CASE WHEN mediators <> list_sort(list_distinct(brokers)) THEN 'mediators' END,
        CASE WHEN transfers.made IS DISTINCT FROM
            list_sort([(from_a, from_b, listed_category, a_to_b), (from_b, from_a, listed_category, b_to_a)]) THEN 'transfers' END,
        CASE WHEN coalesce(persons.made, []) <> list_sort(list_distinct(names)) THEN 'persons' END,
        CASE WHEN persons.givers <> [giver] THEN 'who released the persons' END
    ) || ' not as in the list' AS observed
FROM expected
LEFT JOIN transfers USING (claim_id)
LEFT JOIN persons USING (claim_id)
WHERE observed <> ' not as in the list'
