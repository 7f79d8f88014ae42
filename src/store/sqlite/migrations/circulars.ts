/**
 * What every administrator is to know waits among the letters until they can be read. What was found between two looks
 * and told nobody yet waits there, too. `drift_heard`: whether a conversation heard of drift, as was last noticed.
 */
export const CIRCULARS = `
  INSERT INTO letters (key, body)
    SELECT
      id || ' transientUnheard everybody',
      json_object('kind', 'circular', 'word', json_object('kind', 'transientUnheard', 'transient', id), 'but', NULL)
    FROM transients WHERE heard = 0 ORDER BY rowid;
  ALTER TABLE transients DROP COLUMN heard;

  INSERT INTO meta (key, value) SELECT 'drift_heard', 1 WHERE EXISTS (
    SELECT 1 FROM subscriptions, json_each(subscriptions.body, '$.topics') AS topic
    WHERE subscriptions.body ->> '$.state' = 'alive' AND topic.value = 'drift'
  );
`;
