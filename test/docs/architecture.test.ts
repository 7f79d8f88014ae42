import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inBackticks, read, ROOT, rowsAfter, withoutFences } from './documents.ts';

const architecture = read('ARCHITECTURE.md');

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(`${ROOT}${folder}`, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

/** Where a name without the way to it may be. */
const ROOMS = ['', 'src/', 'src/app/', 'src/domain/', 'src/store/'];
const isThere = (name: string): boolean => ROOMS.some((room) => existsSync(`${ROOT}${room}${name}`));

/** The names of files and folders in a text; what begins with a slash is an address. */
const pathsIn = (text: string): readonly string[] =>
  [...withoutFences(text).matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path = '']) => path);

describe('ARCHITECTURE.md', () => {
  test('names only files and folders that exist', () => {
    expect(pathsIn(architecture).length).toBeGreaterThan(50);
    expect(pathsIn(architecture).filter((path) => !isThere(path))).toEqual([]);
  });

  test('its picture shows only rooms that exist', () => {
    const [, picture = ''] = architecture.split('```');
    const rooms = [...picture.matchAll(/\b([a-z]+)\/(?![\w/])/g)].map(([, room = '']) => room);
    expect(rooms.length).toBeGreaterThan(10);
    expect(rooms.filter((room) => !isThere(room))).toEqual([]);
  });

  test.each([
    ['room', '## Rooms', 'src', 'src/', []],
    ['part of domain', '\n\n| `src/domain` ', 'src/domain', '', []],
    ['wing of app', '\n\n| wing of `src/app` ', 'src/app', '', ['ports']],
  ] as const)('has a row for every %s', (_, mark, folder, before, others: readonly string[]) => {
    const rows = rowsAfter(architecture, mark).map(([cell]) => inBackticks(cell).replace(/\/$/, ''));
    const folders = foldersIn(folder).filter((name) => !others.includes(name));
    expect(rows.filter((row) => !row.endsWith('.ts')).sort()).toEqual(folders.map((name) => before + name).sort());
  });
});
