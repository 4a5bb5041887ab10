-- Every side that is named, with its actors and the names that reports take for them.
SELECT side, list_distinct(list_concat(any_value(actors), flatten(list(coalesce(stands_for, []))))) AS actors
FROM (
    SELECT side, string_split_regex(side, '[+/]') AS actors, unnest(string_split_regex(side, '[+/]')) AS party
    FROM (
        SELECT released_by AS side FROM claim_transfers UNION SELECT received_by FROM claim_transfers
        UNION SELECT released_by FROM claim_persons UNION SELECT received_by FROM claim_persons
        UNION SELECT released_by FROM exchange_transfers UNION SELECT received_by FROM exchange_transfers
        UNION SELECT released_by FROM exchange_persons UNION SELECT received_by FROM exchange_persons
    )
    WHERE side IS NOT NULL
)
LEFT JOIN (SELECT party, list(stands_for) AS stands_for FROM party_groups GROUP BY party) USING (party)
GROUP BY side
