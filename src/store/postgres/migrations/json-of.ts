export const JSON_OF_DOES = `
    SELECT CASE WHEN strpos(body, '\\u') = 0 THEN body::json ELSE
      regexp_replace(body, '(?<!\\\\)((?:\\\\\\\\)*)\\\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\1?', 'g')::json
    END `;

/**
 * Two kinds of characters may stand in JSON and not in a text of PostgreSQL, which then reads none of it: NUL, and one half
 * of a pair. What people wrote is kept as it is; where a column is computed from it, a question mark stands for them.
 */
export const JSON_OF = `CREATE OR REPLACE FUNCTION json_of(body text) RETURNS json LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$${JSON_OF_DOES}$$`;
