import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DOCUMENTS, read, ROOT, withoutFences } from './documents.ts';

/** Links and pictures, in markdown or HTML, without those to other hosts. */
function linksOf(text: string): readonly string[] {
  const prose = withoutFences(text).replace(/`[^`\n]*`/g, '');
  const targets = [
    ...prose.matchAll(/\]\(\s*<?([^)\s>]+)/g),
    ...prose.matchAll(/^ *\[[^\]]+\]: +<?(\S+?)>?$/gm),
    ...prose.matchAll(/ (?:href|src)="([^"]+)"/g),
  ].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}

/** The anchors of a document's headings, as GitHub makes them: one that was there already gets a number. */
function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = [...withoutFences(text).matchAll(/^#{1,6} +(.+?)(?: +#+)?$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) => {
      const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
      const anchor = words.replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '').replaceAll(' ', '-');
      const times = seen.get(anchor) ?? 0;
      seen.set(anchor, times + 1);
      return times === 0 ? anchor : `${anchor}-${times}`;
    }),
  );
}

/** What is wrong with a link; undefined: it leads to something. */
function problemOf(from: string, link: string): string | undefined {
  const [target = '', anchor] = link.split('#');
  const path = target === '' ? from : join(dirname(from), decodeURIComponent(target));
  if (path.startsWith('..')) return `${link} leads out of the project`;
  if (!existsSync(`${ROOT}${path}`)) return `${link}: there is no ${path}`;
  if (anchor === undefined) return undefined;
  if (!path.endsWith('.md') || statSync(`${ROOT}${path}`).isDirectory()) return `${link}: only documents have headings`;
  return anchorsOf(read(path)).has(anchor) ? undefined : `${link}: ${path} has no such heading`;
}

test.each(DOCUMENTS)('%s: every link leads to something', (name) => {
  expect(linksOf(read(name)).flatMap((link) => problemOf(name, link) ?? [])).toEqual([]);
});

test('every page in docs can be reached from the README', () => {
  const links = linksOf(read('README.md')).map((link) => link.split('#')[0] ?? '');
  expect(links).toEqual(expect.arrayContaining(DOCUMENTS.filter((name) => name.startsWith('docs/'))));
});

describe('a broken link is found', () => {
  test.each([
    ['docs/nothing.md', 'there is no docs/nothing.md'],
    ['SECURITY.md#nothing', 'SECURITY.md has no such heading'],
    ['#nothing', 'README.md has no such heading'],
    ['../elsewhere.md', 'leads out of the project'],
    ['LICENSE#mit', 'only documents have headings'],
  ])('%s', (link, problem) => {
    expect(problemOf('README.md', link)).toContain(problem);
  });

  test('in each form, but not in code or to another host', () => {
    const text = 'a [b](c.md#d) ![e](f.png) <a href="g">h</a> `[i](j)` [k](https://l.example)\n\n[m]: n.md\n';
    expect(linksOf(`${text}\n\`\`\`md\n[o](p)\n\`\`\`\n`)).toEqual(['c.md#d', 'f.png', 'n.md', 'g']);
  });

  test('by the anchors that GitHub makes', () => {
    const text = '# `a` B, c!\n## Who could do what?\n## [d](e) f\n## Same\n### Same\n```\n# no\n```\n';
    expect([...anchorsOf(text)]).toEqual(['a-b-c', 'who-could-do-what', 'd-f', 'same', 'same-1']);
  });
});
