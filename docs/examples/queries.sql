-- Run with: sqlite3 -header -csv extracted/arrimage.sqlite < docs/examples/queries.sql
-- or paste one query after another into Datasette.

-- How many actions are planned in each period?
SELECT schedule.plan_id, schedule.period_id, count(*) AS planned
FROM schedule
JOIN periods ON periods.plan_id = schedule.plan_id AND periods.id = schedule.period_id
WHERE schedule.state = 'planned'
GROUP BY schedule.plan_id, schedule.period_id
ORDER BY schedule.plan_id, periods.position;

-- Which actions and objectives speak of something? Accents do not matter.
SELECT 'action' AS kind, actions.id, snippet(actions_fts, 0, '[', ']', '…', 12) AS words
FROM actions_fts JOIN actions ON actions.rowid = actions_fts.rowid
WHERE actions_fts MATCH 'itinerance'
UNION ALL
SELECT sections.kind, sections.id, snippet(sections_fts, 0, '[', ']', '…', 12)
FROM sections_fts JOIN sections ON sections.rowid = sections_fts.rowid
WHERE sections_fts MATCH 'itinerance'
ORDER BY 2;

-- Which objectives have the most actions?
SELECT sections.id, sections.title, count(*) AS actions
FROM actions JOIN sections ON sections.id = actions.section_id
GROUP BY sections.id
ORDER BY actions DESC, sections.id
LIMIT 10;
