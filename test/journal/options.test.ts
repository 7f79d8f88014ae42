import { expect, test } from 'vitest';
import { readOptions } from '../../src/journal/options.ts';

const HEAD = 'ab'.repeat(32);
const DAY = 24 * 60 * 60 * 1000;

const read = (line: string) => readOptions(line.split(' ').filter((word) => word !== ''));

test('verify takes a noted head, in any case', () => {
  expect(read('verify')).toEqual({ kind: 'verify', head: null, witness: null });
  expect(read(`verify --head ${HEAD.toUpperCase()}`)).toEqual({ kind: 'verify', head: HEAD, witness: null });
  expect(read(`verify --head=${HEAD}`)).toEqual({ kind: 'verify', head: HEAD, witness: null });
});

test('prove takes a change, and names its file by it; check takes a file', () => {
  expect(read('prove c-7k3m9qx2')).toEqual({ kind: 'prove', change: 'C-7K3M9QX2', out: 'C-7K3M9QX2.proof.json' });
  expect(read('prove C-7K3M9QX2 --out x')).toMatchObject({ out: 'x' });
  expect(read('check x --witness y')).toEqual({ kind: 'check', file: 'x', witness: 'y' });
  expect(read('check x')).toEqual({ kind: 'check', file: 'x', witness: null });
});

test('export takes whole days in UTC, both included', () => {
  const from = Date.UTC(2028, 1, 28);
  expect(read('export --from 2028-02-28 --to 2028-02-29 --out folder')).toEqual({
    kind: 'export',
    period: { firstDay: '2028-02-28', lastDay: '2028-02-29', from, until: from + 2 * DAY },
    out: 'folder',
  });
});

test.each([
  ['', ['Say what to do: verify, export, prove, check, archive.']],
  ['show', ['There is no command show.']],
  ['check', ['Say of what: check FILE.']],
  ['prove', ['Say of what: prove C-....']],
  ['prove 7', ['prove needs the id of a change, as in C-7K3M9QX2; 7 is none.']],
  ['check a b', ['I do not know what b is for.']],
  ['verify all', ['I do not know what all is for.']],
  ['verify --haed x --from y', ['verify has no option --haed.', 'verify has no option --from.']],
  ['verify -h', ['verify has no option -h.']],
  ['verify --head', ['--head needs a value.']],
  ['verify --head=', ['--head needs a value.']],
  [`verify --head ${HEAD} --head ${HEAD}`, ['--head is given twice.']],
  ['verify --head abc', ['--head must be the hash that verify printed: 64 hexadecimal digits.']],
  ['export', ['--from is missing.', '--to is missing.', '--out is missing.']],
  ['export --from 2026-01-01 --to 2026-01-02', ['--out is missing.']],
  ['export --from --to 2026-01-02 --out x', ['--from needs a value.']],
  ['export --from January --to 2026-01-02 --out x', ['--from must be a day, as in 2026-01-31; January is none.']],
  ['export --from 2026-01-01T10:00Z --to 2026-01-02 --out x', ['--from must be a day, as in 2026-01-31; 2026-01-01T10:00Z is none.']],
  ['export --from 2026-01-01 --to 2026-02-30 --out x', ['--to must be a day, as in 2026-01-31; 2026-02-30 is none.']],
  ['export --from 2026-01-01 --to 2026-13-01 --out x', ['--to must be a day, as in 2026-01-31; 2026-13-01 is none.']],
  ['export --from 2026-01-02 --to 2026-01-01 --out x', ['--from (2026-01-02) must not be after --to (2026-01-01).']],
])('%j is refused in words', (line, problems) => {
  expect(read(line)).toEqual({ kind: 'refused', problems });
}); // prettier-ignore
