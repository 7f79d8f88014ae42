import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod/v4';

const HERE = fileURLToPath(new URL('../../', import.meta.url));
const CONFIG = join(HERE, '.dependency-cruiser.json');

const Where = z.object({ path: z.string().optional() });
const { forbidden: RULES } = z
  .object({ forbidden: z.array(z.object({ name: z.string(), from: Where, to: Where })) })
  .parse(JSON.parse(readFileSync(CONFIG, 'utf8')));

/** Of each rule, one import that it forbids: who imports, and what. A name without a slash is a package. */
const BROKEN: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'no-circles': ['src/domain/circle/one.ts', 'src/domain/circle/two.ts'],
  unresolvable: ['src/domain/lost.ts', 'src/domain/nowhere.ts'],
  'domain-imports-nothing': ['src/domain/x.ts', 'src/words/x.ts'],
  'commands-import-domain-and-zod': ['src/commands/x.ts', 'src/app/x.ts'],
  'app-imports-no-adapter': ['src/app/x.ts', 'src/graph/x.ts'],
  'app-imports-no-package': ['src/app/asking/y.ts', 'zod'],
  'words-say-what-domain-knows': ['src/words/x.ts', 'src/app/x.ts'],
  'words-import-no-package': ['src/words/y.ts', 'zod'],
  'no-room-knows-which-language': ['src/cards/x.ts', 'src/words/en/x.ts'],
  'only-what-people-see-needs-words': ['src/graph/x.ts', 'src/words/x.ts'],
  'asking-changes-nothing': ['src/app/asking/x.ts', 'src/app/changing/x.ts'],
  'telling-needs-no-other-wing': ['src/app/telling/x.ts', 'src/app/changing/x.ts'],
  'finding-needs-no-other-wing': ['src/app/finding/x.ts', 'src/app/telling/x.ts'],
  'changing-does-not-look-up': ['src/app/changing/x.ts', 'src/app/watching/x.ts'],
  'watching-answers-nobody': ['src/app/watching/x.ts', 'src/app/asking/x.ts'],
  'only-the-bot-knows-all-wings': ['src/app/telling/y.ts', 'src/app/use-cases.ts'],
  'no-wing-knows-who-asked': ['src/app/changing/y.ts', 'src/app/hearing/x.ts'],
  'what-wings-stand-on-knows-no-wing': ['src/app/authorize.ts', 'src/app/telling/x.ts'],
  'only-the-table-of-use-cases-knows-asking': ['src/app/bot.ts', 'src/app/asking/x.ts'],
  'adapters-know-ports-and-no-use-case': ['src/store/x.ts', 'src/app/telling/x.ts'],
  'only-one-place-asks-who-may': ['src/app/asking/z.ts', 'src/app/authorize.ts'],
  'adapters-do-not-meet': ['src/graph/y.ts', 'src/store/x.ts'],
  'cards-and-teams-do-not-meet-adapters': ['src/teams/x.ts', 'src/graph/x.ts'],
  'runtime-serves-the-ports': ['src/runtime/x.ts', 'src/graph/x.ts'],
  'telemetry-serves-the-ports': ['src/telemetry/x.ts', 'src/graph/x.ts'],
  'opentelemetry-only-in-telemetry': ['src/graph/o.ts', '@opentelemetry/api'],
  'opentelemetry-sdk-only-in-its-wiring': ['src/telemetry/y.ts', '@opentelemetry/sdk-trace'],
  'nobody-loads-telemetry-unasked': ['src/bridgekeeper.ts', 'src/telemetry/x.ts'],
  'journal-tool-reads-the-store': ['src/journal/x.ts', 'src/graph/x.ts'],
  'nobody-needs-the-journal-tool': ['src/store/y.ts', 'src/journal/x.ts'],
  'copying-tool-has-the-store-copied': ['src/copying/x.ts', 'src/graph/x.ts'],
  'nobody-needs-the-copying-tool': ['src/store/y.ts', 'src/copying/x.ts'],
  'files-tell-what-is-declared': ['src/files/x.ts', 'src/graph/x.ts'],
  'yaml-only-in-files': ['src/app/asking/f.ts', 'yaml'],
  'export-tool-reads': ['src/exporting/x.ts', 'src/teams/x.ts'],
  'nobody-needs-the-export-tool': ['src/store/e.ts', 'src/exporting/x.ts'],
  'doctor-looks-into-rooms': ['src/doctor/x.ts', 'src/teams/x.ts'],
  'nobody-needs-the-doctor': ['src/teams/y.ts', 'src/doctor/x.ts'],
  'simulator-shares-nothing': ['src/simulator/x.ts', 'src/domain/x.ts'],
  'production-knows-no-simulator': ['src/main.ts', 'src/simulator/x.ts'],
  'only-wiring-wires': ['src/app/z.ts', 'src/bridgekeeper.ts'],
  'bot-framework-only-in-teams': ['src/store/z.ts', 'botbuilder'],
  'graph-client-only-in-graph': ['src/store/z.ts', '@microsoft/microsoft-graph-client'],
  'azure-identity-only-in-identity': ['src/graph/z.ts', '@azure/identity'],
  'templating-only-in-cards': ['src/teams/z.ts', 'adaptivecards-templating'],
  'sql-only-in-store': ['src/app/z.ts', 'node:sqlite'],
  'config-knows-names-only': ['src/config/x.ts', 'src/graph/x.ts'],
  'production-uses-no-dev-dependency': ['src/runtime/z.ts', 'vitest'],
};

const isPackage = (to: string): boolean => !to.startsWith('src/');
const Found = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

/** A house in which every rule is broken once, as the checker sees it. */
function breakAll(house: string): readonly { readonly rule: string; readonly from: string; readonly to: string }[] {
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(house, name)), { recursive: true });
    writeFileSync(join(house, name), text);
  };
  const imports = Object.values(BROKEN);
  const packages = new Set(imports.map(([, to]) => to).filter((to) => isPackage(to) && !to.startsWith('node:')));
  for (const name of packages) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  const asked = Object.fromEntries([...packages].map((name) => [name, '1.0.0']));
  const { vitest, ...production } = asked;
  write('package.json', JSON.stringify({ dependencies: production, devDependencies: { vitest } }));
  write('tsconfig.json', '{}');
  for (const to of imports.map(([, to]) => to)) {
    if (!isPackage(to) && !to.endsWith('nowhere.ts')) write(to, 'export const it = 1;\n');
  }
  for (const [from, inside] of Map.groupBy(imports, ([from]) => from)) {
    const lines = inside.map(([, to], n) => {
      const path = isPackage(to) ? to : `./${relative(dirname(from), to)}`;
      return `import * as it${n} from '${path}';\nexport { it${n} };\n`;
    });
    write(from, lines.join(''));
  }
  // The way back is one of types only: that is a circle, too.
  write('src/domain/circle/two.ts', "import type * as one from './one.ts';\nexport type Two = typeof one;\n");
  const checked = execFileSync(
    process.execPath,
    [join(HERE, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), '--config', CONFIG, '-T', 'json', 'src'],
    { cwd: house, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return Found.parse(JSON.parse(checked)).summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from,
    to,
  }));
}

describe('the import rules', () => {
  const house = mkdtempSync(join(tmpdir(), 'house-'));
  let found: ReturnType<typeof breakAll> = [];
  beforeAll(() => {
    found = breakAll(house);
  });
  afterAll(() => {
    rmSync(house, { recursive: true, force: true });
  });

  test.each(RULES.map(({ name }) => name))('%s is broken by what it forbids', (rule) => {
    const [from, to] = BROKEN[rule] ?? [];
    const told = found.filter((violation) => violation.rule === rule && violation.from === from);
    expect(told.map((violation) => violation.to)).toContainEqual(expect.stringContaining(to?.split('/').at(-1) ?? '?'));
  });

  const files = globSync('src/**/*.{ts,json}', { cwd: HERE });

  test.each(RULES)('$name is about rooms that exist', ({ from, to }) => {
    const paths = [from.path, to.path].filter((path) => path?.startsWith('^src'));
    expect(paths.filter((path) => !files.some((file) => new RegExp(path ?? '').test(file)))).toEqual([]);
  });

  test('few files know the archived SDKs, so that they can leave one day', () => {
    const sdk = /from '(?:botbuilder|botframework-|@microsoft\/teams-ai)/;
    const known = files.filter((file) => sdk.test(readFileSync(join(HERE, file), 'utf8')));
    expect(known.length).toBeLessThanOrEqual(6);
  });
});
