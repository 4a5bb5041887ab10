SELECT source, 'documents' AS figure, count(*) AS n, count(*) AS of FROM landing GROUP BY source ORDER BY source
