-- How much there is in all: one row.
SELECT
    (SELECT count(*) FROM reports) AS reports,
    (SELECT count(*) FROM reports WHERE relevant) AS relevant,
    (SELECT count(*) FROM reports WHERE copy_of IS NOT NULL) AS copies,
    (SELECT count(*) FROM reports WHERE published_on IS NULL) AS undated_reports,
    (SELECT count(DISTINCT publisher) FROM reports) AS publishers,
    (SELECT max(published_on) FROM reports) AS last_report,
    (SELECT count(*) FROM claims) AS claims,
    (SELECT count(*) FROM exchanges) AS exchanges,
    (SELECT count(*) FROM exchanges WHERE status = 'completed') AS completed,
    (SELECT count(*) FROM exchanges WHERE date_start IS NULL) AS undated,
    (SELECT count(*) FROM exchanges WHERE place_country IS NULL AND place_name IS NULL) AS without_place,
    (SELECT count(*) FROM exchanges WHERE len(mediators) = 0) AS without_mediator,
    (SELECT count(DISTINCT (exchange_id, attribute)) FROM exchange_conflicts) AS disputes,
    (SELECT count(*) FROM review_queue) AS to_review,
    (SELECT count(*) FROM quarantine) AS refused,
    (SELECT count(*) FROM exchange_history WHERE published_at < $published_at) = 0 AS is_first,
    (SELECT count(*) FROM exchange_history WHERE published_at = $published_at) AS changes,
    (SELECT count(DISTINCT exchange_id) FROM exchange_history WHERE published_at = $published_at) AS changed,
    (SELECT count(*) FROM exchange_history WHERE published_at = $published_at AND attribute = 'exchange' AND old_value IS NULL)
        AS appeared
