import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { routes } from '../src/simulator/graph/routes.ts';
import { botRequests } from './openapi/bot-requests.ts';
import { describe, template, type Description } from './openapi/description.ts';

/**
 * Compares what the simulator serves, and what the bot sends, with Microsoft's OpenAPI descriptions of Graph, and prints
 * what they do not know. Nothing else needs those descriptions.
 *
 *   npm run check:openapi -- v1.0.json beta.json
 *
 * They are published as YAML; any converter makes JSON of it, e.g. `npx yaml --json --single < openapi.yaml > v1.0.json`.
 */
async function descriptions(files: readonly string[]): Promise<Description[]> {
  return Promise.all(files.map(async (file) => describe(JSON.parse(await readFile(file, 'utf8')))));
}

/** A path that the simulator serves and the description lacks. */
function unknownRoutes({ version, operations }: Description): string[] {
  return routes
    .filter((route) => route.versions?.some((one) => one === version) !== false)
    .map((route) => `${route.method} ${template(route.path)}`)
    .filter((operation) => !operations.has(operation))
    .map((operation) => `simulator  ${version} ${operation}`);
}

/** A request that the bot makes and the description lacks, or a name in its body. */
async function unknownRequests(known: readonly Description[]): Promise<string[]> {
  return (await botRequests()).flatMap(({ method, path, body }) => {
    const [, version, ...segments] = path.split('/');
    const description = known.find((one) => one.version === version);
    if (description === undefined) return [];
    const operation = description.operationOf(method, `/${segments.join('/')}`);
    const said = `bot        ${description.version} ${operation ?? `${method} /${segments.join('/')}`}`;
    if (operation === undefined) return [said];
    return description.unknownMembers(operation, body).map((name) => `${said}: ${name}`);
  });
}

const known = await descriptions(process.argv.slice(2));
if (known.length === 0) throw new Error('Which OpenAPI descriptions? Name their files (JSON).');
const findings = new Set([...known.flatMap(unknownRoutes), ...(await unknownRequests(known))]);
for (const finding of findings) console.log(finding);
console.log(`${findings.size} unknown to ${known.map(({ version }) => version).join(' and ')}.`);
