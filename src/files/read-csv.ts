/** Columns that name a partner, by their heading, the surest first. */
const HEADINGS = ['tenant', 'tenantid', 'tenant id', 'domain', 'partner', 'name'];
/** A file with more rows is refused as too many before anybody is looked up. */
const MOST_ROWS = 20_000;

/**
 * The partners that a CSV names: those in its column `tenant`, `domain`, `partner` or `name`, or else in its first column. With
 * commas, semicolons or tabs between the cells; a cell may be in quotes (RFC 4180). undefined: it names nobody, or a quote in it
 * never ends.
 */
export function partnersIn(csv: string): readonly string[] | undefined {
  const rows = rowsOf(csv.replace(/^\uFEFF/, ''));
  if (rows === undefined || rows.length > MOST_ROWS) return undefined;
  const [first = [], ...rest] = rows;
  const headings = first.map((cell) => cell.trim().toLowerCase());
  const heading = HEADINGS.find((known) => headings.includes(known));
  const column = heading === undefined ? 0 : headings.indexOf(heading);
  const cells = (heading === undefined ? rows : rest).map((row) => plain(row[column] ?? ''));
  const named = cells.filter((text) => text !== '');
  return named.length === 0 ? undefined : named;
}

/** Without the apostrophe with which a table says that a cell is text. */
const plain = (cell: string): string => cell.trim().replace(/^'/, '');

/** undefined: a quote never ends. */
function rowsOf(text: string): readonly (readonly string[])[] | undefined {
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
    } else if (sign === undefined || /[,;\t\r\n]/.test(sign)) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (sign === '\n') rows.push([]);
    } else cell += sign;
  }
  return rows;
}
