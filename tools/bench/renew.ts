import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { withGeneratedParts } from '../generated.ts';

const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

/** Puts the rows of this run into docs/performance.md, in the place of those of the last one. */
export async function renewPage(rows: readonly (readonly string[])[]): Promise<void> {
  const [head = []] = rows;
  const line = (cells: readonly string[]): string => `| ${head.map((_, column) => cells[column] ?? '').join(' | ')} |`;
  const lines = rows.map(line).toSpliced(1, 0, line(head.map((_, column) => (column === 0 ? '---' : '---:'))));
  const page = withGeneratedParts(await readFile(PAGE, 'utf8'), { 'last run': () => lines.join('\n') });
  await writeFile(PAGE, await format(page, { ...(await resolveConfig(PAGE)), filepath: PAGE }));
}
