WITH due AS (
    SELECT
        mediator, parties,
        sum((status = 'completed')::INTEGER) AS done,
        sum((status <> 'completed')::INTEGER) AS other,
        sum(CASE WHEN status = 'completed' THEN n_people ELSE 0 END) AS n_people,
        sum(CASE WHEN status = 'completed' THEN n_dead ELSE 0 END) AS n_dead,
        list_sort(list(exchange_id)) AS ids
    FROM (
        SELECT
            exchange_id, parties, status, unnest(mediators) AS mediator,
            coalesce(n_people, 0) AS n_people, coalesce(n_dead, 0) AS n_dead
        FROM exchanges
        LEFT JOIN (
            SELECT
                exchange_id,
                sum(if(category = 'remains', 0, count_best)) AS n_people,
                sum(if(category = 'remains', count_best, 0)) AS n_dead
            FROM exchange_transfers
            GROUP BY exchange_id
        ) USING (exchange_id)
    )
    GROUP BY mediator, parties
),
found AS (
    SELECT *, count(*) OVER (PARTITION BY mediator, parties) AS times FROM mediation_record
)
SELECT
    ifnull(found.mediator, due.mediator) AS mediator,
    array_to_string(ifnull(found.parties, due.parties), ', ') AS parties,
    CASE
        WHEN times IS NULL THEN format('no row; counted {} completed, {} other', done, other)
        WHEN ids IS NULL THEN format('{} completed, {} other, of no exchange', n_completed, n_other)
        WHEN times > 1 THEN format('{} rows', times)
        ELSE format('{} completed, {} other, {} living, {} dead; counted {}, {}, {} and {}',
            n_completed, n_other, people, remains, done, other, n_people, n_dead)
    END AS observed
FROM due
FULL JOIN found
    ON due.mediator IS NOT DISTINCT FROM found.mediator AND due.parties IS NOT DISTINCT FROM found.parties
WHERE times IS NULL
   OR ids IS NULL
   OR times > 1
   OR n_completed <> done
   OR n_other <> other
   OR people <> n_people
   OR remains <> n_dead
   OR list_sort(list_distinct(exchange_ids)) <> ids
