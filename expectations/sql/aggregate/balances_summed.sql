WITH done AS (
    SELECT exchange_id, released_by, received_by, category, ifnull(count_best, 0) AS people
    FROM exchange_transfers
    WHERE exchange_id IN (SELECT exchange_id FROM exchanges WHERE status = 'completed')
),
due AS (
    SELECT
        party, counterpart, category,
        sum(CASE WHEN party_gives THEN people ELSE 0 END) AS given,
        sum(CASE WHEN party_gives THEN 0 ELSE people END) AS got,
        list_sort(list_distinct(list(exchange_id))) AS ids
    FROM (
        SELECT
            CASE WHEN party_gives THEN released_by ELSE received_by END AS party,
            CASE WHEN party_gives THEN received_by ELSE released_by END AS counterpart,
            category, people, exchange_id, party_gives
        FROM done, (VALUES (true), (false)) AS roles(party_gives)
    )
    WHERE party IS NOT NULL
    GROUP BY party, counterpart, category
),
found AS (
    SELECT *, count(*) OVER (PARTITION BY party, counterpart, category) AS times FROM party_balances
)
SELECT
    ifnull(found.party, due.party) AS party,
    ifnull(found.counterpart, due.counterpart) AS counterpart,
    ifnull(found.category, due.category) AS category,
    CASE
        WHEN times IS NULL THEN format('no row; its parts sum to {} released, {} received', given, got)
        WHEN ids IS NULL THEN format('{} released, {} received in no exchange', released, received)
        WHEN times > 1 THEN format('{} rows', times)
        ELSE format('{} released, {} received, balance {} in {} exchanges; the parts sum to {} and {} in {}',
            released, received, balance, n_exchanges, given, got, len(ids))
    END AS observed
FROM due
FULL JOIN found
    ON due.party = found.party
    AND due.counterpart IS NOT DISTINCT FROM found.counterpart
    AND due.category IS NOT DISTINCT FROM found.category
WHERE times IS NULL
   OR ids IS NULL
   OR times > 1
   OR released <> given
   OR received <> got
   OR balance <> got - given
   OR n_exchanges <> len(ids)
   OR list_sort(list_distinct(exchange_ids)) <> ids
