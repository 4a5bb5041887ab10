-- The transfers of exchanges, numbered: a side of them may be null, so no column names a row.
SELECT row_number() OVER () AS row_no, * FROM exchange_transfers
