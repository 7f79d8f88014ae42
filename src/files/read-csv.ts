/** Columns that name a partner, by their heading, the surest first. */
const HEADINGS = ['tenant', 'tenantid', 'tenant id', 'domain', 'partner', 'name'];
/** A file with more rows is refused as too many before anybody is looked up. */
const MOST_ROWS = 20_000;
/** Excel is told in the first line what stands between the cells. */
const SAID = /^\uFEFF?(?:sep=([,;\t])\n)?(.*)$/is;
const SEPARATORS = [',', ';', '\t'] as const;

/**
 * The partners that a CSV names: of each row the cell in its column `tenant`, `domain`, `partner` or `name`, the first of these
 * that is not empty; of a file without such a column all cells. Between the cells stands a comma, semicolon or tab, the same
 * one throughout; a cell may be in quotes (RFC 4180). undefined: it names nobody, a quote in it never ends, or it is a page of the web.
 */
export function partnersIn(csv: string): readonly string[] | undefined {
  // A page that SharePoint gives in the place of the file.
  if (/^\uFEFF?\s*</.test(csv)) return undefined;
  const [, said, text = ''] = SAID.exec(csv.replaceAll(/\r\n?/g, '\n')) ?? [];
  const rows = rowsOf(text, said ?? separatorOf(text));
  if (rows === undefined || rows.length > MOST_ROWS) return undefined;
  const filled = rows.map((row) => row.map(plain)).filter((row) => row.some((cell) => cell !== ''));
  const [first = [], ...rest] = filled;
  const headings = first.map((cell) => cell.toLowerCase());
  const columns = HEADINGS.flatMap((known) => (headings.includes(known) ? [headings.indexOf(known)] : []));
  const named =
    columns.length > 0 ? rest.map((row) => nameIn(row, columns)) : filled.flat().filter((cell) => cell !== '');
  return named.length === 0 ? undefined : named;
}

/**
 * Of a row that names nobody where the heading says, all that stands in it: nobody is left out unsaid, and no other column
 * says who is meant. It has as many cells as there are up to these columns.
 */
function nameIn(row: readonly string[], columns: readonly number[]): string {
  const named = columns.map((column) => row[column] ?? '').find((cell) => cell !== '');
  const missing = Math.max(...columns) + 1 - row.length;
  return named ?? [...row, ...Array.from({ length: Math.max(0, missing) }, () => '')].join(',');
}

/** Without the apostrophe with which a table says that a cell is text. */
const plain = (cell: string): string => cell.trim().replace(/^'/, '');

/** The one of which the first line has most: another one stands within cells. */
function separatorOf(text: string): string {
  const [line = ''] = text.trimStart().split('\n', 1);
  const bare = line.replaceAll(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((sign) => ({ sign, count: bare.split(sign).length }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).sign;
}

/** undefined: a quote never ends. */
function rowsOf(text: string, separator: string): readonly (readonly string[])[] | undefined {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at <= text.length; at += 1) {
    const sign = text[at];
    if (isQuoted) {
      if (sign === undefined) return undefined;
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
      continue;
    }
    if (sign === '"' && cell.trim() === '') {
      isQuoted = true;
      cell = '';
    } else if (sign === undefined || sign === separator || sign === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (sign === '\n') rows.push([]);
    } else cell += sign;
  }
  return rows;
}
