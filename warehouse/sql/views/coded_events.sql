-- Codes after CAMEO 1.1b3 and its mapping to PLOVER of 2021 (openeventdata/PLOVER, CAMEO2PLOVER-2021.txt).
CREATE VIEW coded_events AS
WITH codes(status, is_remains, cameo_code, cameo_name, plover_type, plover_mode, plover_context) AS (
    VALUES
    ('completed', false, '0841', 'Return, release person(s)', 'RETREAT', 'release', 'legal'),
    ('completed', true, '084', 'Return, release, not specified below', 'RETREAT', NULL, NULL),
    ('agreed', NULL, '0353', 'Express intent to release persons or property', 'AGREE', NULL, 'rights_freedoms'),
    ('proposed', NULL, '0353', 'Express intent to release persons or property', 'AGREE', NULL, 'rights_freedoms'),
    ('cancelled', NULL, '1243', 'Decline to release persons or property', 'REJECT', 'yield', 'legal')
),
released AS (
    SELECT exchange_id, released_by AS source, received_by AS target, category, count_best AS people
    FROM exchange_transfers
),
coded AS (
    SELECT
        exchange_id || ':' || coalesce(source, '?') || '>' || coalesce(target, '?') || ':' || category AS event_id,
        exchange_id, source, target, cameo_code, cameo_name, plover_type, plover_mode, plover_context, category, people
    FROM released
    JOIN exchanges USING (exchange_id)
    JOIN codes ON codes.status = exchanges.status AND coalesce(is_remains = (category = 'remains'), true)
    UNION ALL
    SELECT
        exchange_id || ':' || mediator || '>' || target,
        exchange_id, mediator, target, '045', 'Mediate', 'CONSULT', NULL, 'diplomatic', NULL, NULL
    FROM (
        SELECT exchange_id, mediator, unnest(parties) AS target
        FROM (SELECT exchange_id, parties, unnest(mediators) AS mediator FROM exchanges WHERE status = 'completed')
    )
)
SELECT
    event_id,
    date_start AS event_date,
    date_end AS event_date_end,
    date_precision,
    source,
    target,
    cameo_code,
    cameo_name,
    left(cameo_code, 2) AS cameo_root,
    CASE WHEN left(cameo_code, 2) < '06' THEN 1 WHEN left(cameo_code, 2) < '10' THEN 2 ELSE 3 END AS quad_class,
    plover_type,
    plover_mode,
    plover_context,
    category,
    people,
    status,
    place_country AS country,
    place_name AS place,
    n_reports AS num_articles,
    n_publishers AS num_sources,
    grade,
    exchange_id
FROM coded
JOIN exchanges USING (exchange_id)
ORDER BY event_date NULLS LAST, event_id;
COMMENT ON VIEW coded_events IS
'One row is an event as event data code it: a side released people to another (or said it would, or declined), or a mediator worked on a side.';
COMMENT ON COLUMN coded_events.event_id IS 'The exchange, `:`, source, `>`, target, and the category of a release.';
COMMENT ON COLUMN coded_events.event_date IS 'First day on which the hand-over can have been; null if not known.';
COMMENT ON COLUMN coded_events.event_date_end IS 'Last such day.';
COMMENT ON COLUMN coded_events.date_precision IS 'How exactly the date is known; event data mostly have days only.';
COMMENT ON COLUMN coded_events.source IS 'Who acts: ISO 3166 alpha-3 as in CAMEO, or an armed group by its usual short name, which CAMEO codes otherwise.';
COMMENT ON COLUMN coded_events.target IS 'On whom: the side that received the people, or that was mediated for.';
COMMENT ON COLUMN coded_events.cameo_code IS 'CAMEO event code. An announced or proposed exchange is an intent, one called off is coded as declined.';
COMMENT ON COLUMN coded_events.cameo_name IS 'What CAMEO calls it.';
COMMENT ON COLUMN coded_events.cameo_root IS 'CAMEO root code, its first two digits.';
COMMENT ON COLUMN coded_events.quad_class IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict.';
COMMENT ON COLUMN coded_events.plover_type IS 'PLOVER event type.';
COMMENT ON COLUMN coded_events.plover_mode IS 'PLOVER mode, where the type has one.';
COMMENT ON COLUMN coded_events.plover_context IS 'PLOVER context.';
COMMENT ON COLUMN coded_events.category IS 'Kind of people released; null for mediation.';
COMMENT ON COLUMN coded_events.people IS 'How many, best figure; null for mediation. Unit: people.';
COMMENT ON COLUMN coded_events.status IS 'How far the exchange got.';
COMMENT ON COLUMN coded_events.country IS 'Country of the hand-over, ISO 3166 alpha-3.';
COMMENT ON COLUMN coded_events.place IS 'Place of the hand-over.';
COMMENT ON COLUMN coded_events.num_articles IS 'Reports that tell of it, copies included. Unit: reports.';
COMMENT ON COLUMN coded_events.num_sources IS 'Independent publishers that tell of it. Unit: publishers.';
COMMENT ON COLUMN coded_events.grade IS 'How well the exchange is attested.';
COMMENT ON COLUMN coded_events.exchange_id IS 'The exchange, to come back to its figures and sentences.';
