CREATE MACRO party(given) AS coalesce(
    (
        SELECT known.party
        FROM parties AS known
        WHERE lower(given) IN (lower(known.party), lower(known.name))
            OR list_contains(list_transform(known.aliases, lambda alias: lower(alias)), lower(given))
        ORDER BY lower(given) = lower(known.party) DESC, lower(given) = lower(known.name) DESC, known.party
        LIMIT 1
    ),
    error(
        'no party is called ' || coalesce(given, 'NULL') || '; near: ' || (
            SELECT string_agg(near.name, ', ')
            FROM (
                SELECT name
                FROM parties
                ORDER BY jaro_winkler_similarity(lower(name), lower(coalesce(given, ''))) DESC, name
                LIMIT 3
            ) AS near
        )
    )
);
COMMENT ON MACRO party IS
'The code of a party by its code or any of its names: party(''Russia'') is RUS. An unknown name is an error that tells near ones.';
CREATE MACRO between_parties(one, another) AS TABLE
SELECT exchange_summary.*
FROM exchange_summary
JOIN exchanges USING (exchange_id)
WHERE list_contains(exchanges.parties, party(one)) AND list_contains(exchanges.parties, party(another))
ORDER BY exchange_summary.date_start DESC NULLS LAST, exchange_id;
COMMENT ON MACRO TABLE between_parties IS
'Rows of exchange_summary in which both take part, by code or name: FROM between_parties(''RUS'', ''Ukraine'').';
