import { mkdirSync, rmSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import { ARTIFACTS } from './artifacts.ts';
import { findChromium } from './chromium.ts';

/** `npm run e2e`: the demo, driven in a headless Chromium. The last line says how many tests passed and failed. */

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (findChromium() === undefined) {
  print('The browser tests need Chromium: apt-get install chromium, or let CHROMIUM_PATH name one that can be run.');
  // On somebody's machine that is no failure; where everything is checked it would hide one.
  process.exit(process.env['CI'] === 'true' ? 1 : 0);
}

rmSync(ARTIFACTS, { recursive: true, force: true });
mkdirSync(ARTIFACTS, { recursive: true });
// Words after it name files: `npm run e2e -- policy`.
const vitest = await startVitest('test', process.argv.slice(2), {
  config: false,
  root: fileURLToPath(new URL('../../', import.meta.url)),
  include: ['test/e2e/*.test.ts'],
  reporters: ['verbose'],
  watch: false,
  maxWorkers: 2,
  testTimeout: 180_000,
  hookTimeout: 60_000,
});
const modules = vitest.state.getTestModules();
const tests = modules.flatMap((module) => [...module.children.allTests()]);
const passed = tests.filter((test) => test.result().state === 'passed').length;
// What broke outside a test failed too: a file that could not be loaded, an error that nobody caught.
const outside = modules.flatMap((module) => module.errors()).length + vitest.state.getUnhandledErrors().length;
const failed = tests.length - passed + outside;
await vitest.close();
print(`\nPictures of every step: artifacts/e2e\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
