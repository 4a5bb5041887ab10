CREATE VIEW releases AS
SELECT
    date_start,
    year(date_start) AS year,
    released_by,
    coalesce(giver.name, released_by) AS released_by_name,
    received_by,
    coalesce(taker.name, received_by) AS received_by_name,
    category,
    count_low,
    count_best,
    count_high,
    status,
    grade,
    place_name,
    exchange_id
FROM exchange_transfers
JOIN exchanges USING (exchange_id)
LEFT JOIN (SELECT party, name FROM parties) AS giver ON giver.party = released_by
LEFT JOIN (SELECT party, name FROM parties) AS taker ON taker.party = received_by
ORDER BY date_start DESC NULLS LAST, exchange_id, released_by, received_by, category;
COMMENT ON VIEW releases IS
'One row is a transfer with the facts of its exchange: who released whom to whom, how many, when, how far it got.';
COMMENT ON COLUMN releases.date_start IS 'First day on which the hand-over can have been; null if not known.';
COMMENT ON COLUMN releases.year IS 'Its year.';
COMMENT ON COLUMN releases.released_by IS 'Side that gave the people up, by its code; null where no report names it.';
COMMENT ON COLUMN releases.released_by_name IS 'Its name.';
COMMENT ON COLUMN releases.received_by IS 'Side that got them, by its code; null where no report names it.';
COMMENT ON COLUMN releases.received_by_name IS 'Its name.';
COMMENT ON COLUMN releases.category IS 'Kind of people; `remains` are the dead.';
COMMENT ON COLUMN releases.count_low IS 'Lowest figure given. Unit: people.';
COMMENT ON COLUMN releases.count_best IS 'Figure published. Unit: people.';
COMMENT ON COLUMN releases.count_high IS 'Highest figure given; null where only a lower bound is. Unit: people.';
COMMENT ON COLUMN releases.status IS 'How far the exchange got; only `completed` ones were carried out.';
COMMENT ON COLUMN releases.grade IS 'How well the exchange is attested.';
COMMENT ON COLUMN releases.place_name IS 'Place of the hand-over.';
COMMENT ON COLUMN releases.exchange_id IS 'The exchange.';
