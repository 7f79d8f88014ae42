import { join } from 'node:path';
import process from 'node:process';
import { startDemo } from './demo/demo.ts';
import type { Key } from './demo/keys.ts';
import { readOptions, type Options } from './demo/options.ts';
import { hear } from './demo/terminal.ts';
import { welcome } from './demo/welcome.ts';

/** `npm run demo`: Bridgekeeper for two people, without any tenant. */

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function start(options: Options): Promise<void> {
  const starting = startDemo(options, { within: join(process.cwd(), 'data'), environment: process.env });
  const stop = (): void => {
    void starting.then((demo) => demo.stop()).then(() => process.exit(0));
  };
  // Whoever does not wait for the start leaves nothing behind either.
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const demo = await starting;
  console.log(welcome(demo, options));
  // One after the other: nobody restarts what restarts.
  let before = Promise.resolve();
  const press = (key: Key): void => {
    before = before
      .then(() => demo.press(key))
      .then(
        () => {
          console.log(key.done);
        },
        (error: unknown) => {
          console.error(`That went wrong: ${wordsOf(error)}`);
        },
      );
  };
  hear(process.stdin, { key: press, stop });
}

const asked = readOptions(process.argv.slice(2));
if (asked.kind === 'say') {
  (asked.isWrong ? console.error : console.log)(asked.text);
  process.exit(asked.isWrong ? 1 : 0);
}
try {
  await start(asked.options);
} catch (error) {
  console.error(`The demo could not start: ${wordsOf(error)}`);
  process.exit(1);
}
