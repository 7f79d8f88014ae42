import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read, ROOT, rowsAfter } from './documents.ts';

const NUMBERS = ['six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

test('docs/operate.md has everything that the doctor looks at, and counts it', () => {
  const folder = `${ROOT}src/doctor`;
  const code = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const found = code.flatMap((text) => [...text.matchAll(/\babout(?: =|:) '([^']+)'/g)].map(([, about = '']) => about));
  const looked = [...new Set(found)].toSorted();
  const page = read('docs/operate.md');
  const rows = rowsAfter(page, "In the bot's own environment");
  expect(rows.map(([what]) => what).toSorted()).toEqual(looked);
  expect(page).toContain(`it looks at ${NUMBERS[looked.length - 6] ?? 'many'} things`);
});
