// @ts-nocheck
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { packageApp } from '../teamsapp/package.ts';

/**
 * Writes dist/bridgekeeper.zip, ready to upload in Teams. Settings come from the environment, then from
 * teamsapp/env/.env.dev (TEAMSFX_ENV names another one). Exits with 1 and says everything that is wrong.
 */
const folder = new URL('../teamsapp/', import.meta.url);
const target = new URL('../dist/bridgekeeper.zip', import.meta.url);

const environmentName = `env/.env.${process.env['TEAMSFX_ENV'] ?? 'dev'}`;
const environmentFile = new URL(environmentName, folder);
const fromFile = existsSync(environmentFile) ? parseEnv(await readFile(environmentFile, 'utf8')) : {};
const packaged = await packageApp(
  {
    manifest: await readFile(new URL('manifest.json', folder), 'utf8'),
    color: await readFile(new URL('color.png', folder)),
    outline: await readFile(new URL('outline.png', folder)),
  },
  [process.env, fromFile],
);

if (packaged.ok) {
  await mkdir(new URL('.', target), { recursive: true });
  await writeFile(target, packaged.zip);
  for (const note of packaged.notes) console.log(`Note: ${note}`);
  console.log('dist/bridgekeeper.zip is ready: in Teams, open Apps > Manage your apps > Upload an app.');
} else {
  console.error('No app package was written.');
  for (const problem of packaged.problems) console.error(`- ${problem}`);
  console.error(`Settings are read from the environment, then from teamsapp/${environmentName}.`);
  process.exitCode = 1;
}
