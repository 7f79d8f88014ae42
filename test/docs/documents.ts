import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export const read = (name: string): string => readFileSync(`${ROOT}${name}`, 'utf8');

const markdownIn = (folder: string): readonly string[] =>
  readdirSync(`${ROOT}${folder}`).flatMap((name) => (name.endsWith('.md') ? [`${folder}${name}`] : []));

/** Everything that is written for people, by its name below the project's folder. */
export const DOCUMENTS: readonly string[] = [...markdownIn(''), ...markdownIn('docs/')];

/** The text without what stands in fences: code is not prose, and its links and headings are none. */
export const withoutFences = (text: string): string => text.replace(/^( *)(```+).*?^\1\2$/gms, '');

/** The rows of the first table after a mark, each as its cells, without the head. */
export function rowsAfter(text: string, mark: string): readonly (readonly string[])[] {
  const [, after] = text.split(mark);
  const lines = after?.split('\n') ?? [];
  const start = lines.findIndex((line) => line.startsWith('|'));
  const end = lines.findIndex((line, n) => n > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What stands in backticks, as a whole. */
export const inBackticks = (cell = ''): string => /^`(.+)`$/.exec(cell)?.[1] ?? '';
