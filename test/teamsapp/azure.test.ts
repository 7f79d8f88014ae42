import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import parameters from '../../teamsapp/infra/azure.parameters.json' with { type: 'json' };
import { SETTINGS } from '../../src/config/settings.ts';
import { DEFAULTS } from '../../tools/settings-bicep.ts';
import { isHere } from '../deploy/tools.ts';
import { ROOT } from '../docs/documents.ts';
import { aFolder } from '../store/support.ts';
import { read } from './parts.ts';

// No Bicep compiler may be here: what must be there is read then.
const bicep = (name: string): string => read(`teamsapp/infra/${name}`).toString('utf8');
const azure = bicep('azure.bicep');
const parts = ['azure.network.bicep', 'azure.database.bicep', 'azure.watching.bicep'].map(bicep);
const whole = [azure, ...parts].join('\n');

/** The block of one resource, by its name in the template. */
function resource(text: string, name: string): string {
  const [block = ''] = new RegExp(`^(resource|module) ${name} [\\s\\S]*?^\\}`, 'm').exec(text) ?? [];
  if (block === '') throw new Error(`there is no ${name}`);
  return block;
}
const declared = (text: string, kind: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^${kind} (\\w+)\\b`, 'gm'))].map(([, name = '']) => name);

describe('azure.bicep', () => {
  it('runs two replicas of the image in Container Apps, each probed, with time to end', () => {
    const app = resource(azure, 'app');
    expect(app).toContain("'Microsoft.App/containerApps@");
    expect(app).toContain('scale: { minReplicas: replicas, maxReplicas: max(replicas, 1) }');
    expect(azure).toContain('\nparam replicas int = 2\n');
    expect(parameters.parameters).not.toHaveProperty('replicas');
    // Container Apps takes ten at most.
    for (const [, failures] of app.matchAll(/failureThreshold: (\d+)/g)) expect(Number(failures)).toBeLessThanOrEqual(10);
    expect(app).toContain('terminationGracePeriodSeconds: 20');
    expect(app).toMatch(/ingress: \{ external: true, targetPort: 3978, transport: 'http', allowInsecure: false \}/);
    expect([...app.matchAll(/type: '(\w+)', httpGet: \{ path: '\/healthz', port: 3978 \}/g)].map(([, type]) => type)).toEqual(
      ['Startup', 'Liveness', 'Readiness'],
    );
  }); // prettier-ignore

  it('keeps the store in a PostgreSQL server that takes tokens of Entra, and no password', () => {
    const server = resource(bicep('azure.database.bicep'), 'server');
    expect(server).toContain("'Microsoft.DBforPostgreSQL/flexibleServers@");
    expect(server).toContain("authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled'");
    expect(server).toContain("publicNetworkAccess: administratorAddress == '' ? 'Disabled' : 'Enabled'");
    expect(server).toMatch(/version: '1[4-8]'/);
    expect(server).toContain('backupRetentionDays: 35');
    const names = [...bicep('azure.database.bicep').matchAll(/'privatelink\.postgres\.database\.([\w.]+)'/g)];
    expect(names.map(([, name]) => name)).toEqual(['azure.com', 'usgovcloudapi.net', 'chinacloudapi.cn']);
    expect(resource(bicep('azure.database.bicep'), 'zone')).toContain('name: zoneNames[environment().name]');
    const app = resource(azure, 'app');
    expect(app).toContain("{ name: 'STORE_AUTH', value: 'entra' }");
    expect(app).toMatch(
      /'postgres:\/\/\$\{resourceBaseName\}@\$\{database\.outputs\.host\}:5432\/.*\?sslmode=verify-full'/,
    );
  });

  it('has no secret in it: neither a password nor a key', () => {
    expect(whole).not.toMatch(/administratorLogin|listKeys|sharedKey|[pP]assword(?!Auth: 'Disabled'|\b)/);
    expect(azure).not.toContain('MicrosoftAppPassword');
    expect(azure).toContain("{ name: 'MicrosoftAppType', value: 'UserAssignedMSI' }");
    expect(azure).toContain('@secure()\nparam secrets secretsType\n');
    expect(parameters.parameters).not.toHaveProperty('secrets');
    expect(resource(azure, 'app')).toContain("{ name: secret.key, secretRef: toLower(replace(secret.key, '_', '-')) }");
  });

  it('takes every setting as a parameter, each time and whole: none turns APPROVALS back', () => {
    expect(azure).toContain('param settings settingsType\n');
    expect(azure).toContain('map(items(settings), setting => { name: setting.key, value: setting.value })');
    expect(parameters.parameters.settings.value).toEqual(DEFAULTS);
    expect(parameters.parameters.settings.value.APPROVALS).toBe('risk');
  });

  it('sends its log to Log Analytics, and alerts when nobody watches, by a line that the bot writes', () => {
    const watching = bicep('azure.watching.bicep');
    expect(resource(watching, 'workspace')).toContain("'Microsoft.OperationalInsights/workspaces@");
    expect(resource(azure, 'environment')).toContain("appLogsConfiguration: { destination: 'azure-monitor' }");
    expect(resource(watching, 'log')).toContain("category: 'ContainerAppConsoleLogs'");
    const silence = resource(watching, 'silence');
    const [, event = ''] = /Log has "([\w.]+)"/.exec(silence) ?? [];
    expect(readFileSync(`${ROOT}src/app/watching/tell-looked.ts`, 'utf8')).toContain(`'${event}'`);
    expect(silence).toContain("operator: 'LessThan'\n          threshold: 1");
    expect(silence).toContain('windowSize: silentFor');
    expect(watching).toContain("var silentFor = lookSeconds <= 300 ? 'PT15M'");
    // A line of information is in no log of warnings: an alert would come again and again.
    expect(azure).toContain("contains(['info', 'debug', 'trace'], toLower(settings.LOG_LEVEL))");
    expect(azure).toContain('output SILENT_WATCHER_ALERT string = isWatching ?');
    expect(silence).toContain('actions: { actionGroups: [people.id] }');
  });

  it('leaves the permissions at Microsoft Graph to somebody else', () => {
    expect(whole).not.toMatch(/microsoftgraph|appRoleAssignedTo/i);
  });

  it('is given each parameter that has no default, and no other', () => {
    const demanded = [...azure.matchAll(/^param (\w+) [^=\n]+$/gm)].map(([, name = '']) => name);
    const inFile = Object.keys(parameters.parameters);
    const [, command = ''] = /(az deployment group create[^`]*azure\.bicep[^`]*)```/.exec(read('docs/deploy.md').toString('utf8')) ?? [];
    const beside = [...command.matchAll(/(?<=parameters .*)\b(\w+)=(\S+)/g)].map(([, name = '']) => name);
    expect(command).toContain('--parameters secrets=@secrets.json');
    expect([...inFile, ...beside]).toEqual(expect.arrayContaining(demanded));
    expect(declared(azure, 'param')).toEqual(expect.arrayContaining([...inFile, ...beside]));
    expect(declared(azure, 'output')).toEqual(expect.arrayContaining(['BOT_ID', 'BOT_PRINCIPAL_ID', 'BOT_DOMAIN']));
  }); // prettier-ignore

  it('sets every setting of docs/configuration.md itself, or takes it, but what a managed identity does without', () => {
    const taken = [...bicep('settings.bicep').matchAll(/^ {2}(\w+): string\??$/gm)].map(([, name]) => name);
    const set = [...resource(azure, 'app').matchAll(/name: '(\w+)'\s+value: |name: '(\w+)', value: /g)].flatMap(([, a = [], b = []]) => [a, b].flat());
    const without = ['MicrosoftAppPassword', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'];
    // The doctor compares it with MicrosoftAppId, which the template has from the same identity.
    const known = [...taken, ...set, ...without, 'BOT_ID'];
    expect(SETTINGS.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
    for (const name of without) expect(whole).not.toContain(name);
  }); // prettier-ignore

  it('gives each of its parts what that asks for, and takes from it what that gives', () => {
    for (const [, name = '', file = ''] of azure.matchAll(/^module (\w+) '([\w.]+)'/gm)) {
      const part = bicep(file);
      const block = resource(azure, name);
      const given = block.slice(block.indexOf('params:'));
      for (const asked of declared(part, 'param')) expect(given, `${file}: ${asked}`).toMatch(new RegExp(`\\b${asked}: `));
      for (const [, output = ''] of azure.matchAll(new RegExp(`\\b${name}\\.outputs\\.(\\w+)`, 'g'))) {
        expect(declared(part, 'output'), file).toContain(output);
      }
    }
  }); // prettier-ignore
});

describe('azure.trial.bicep', () => {
  it('says in its first lines that it forgets', () => {
    expect(bicep('azure.trial.bicep').split('\n').slice(0, 2).join(' ')).toMatch(/TRIAL.*FORGETS/);
  });
});

const TEMPLATES = readdirSync(`${ROOT}teamsapp/infra`).filter((name) => name.endsWith('.bicep'));

describe.runIf(isHere('bicep'))('the Bicep compiler', () => {
  // permissions.bicep takes an extension from a registry.
  it.each(TEMPLATES.filter((name) => name !== 'permissions.bicep'))('takes %s, and warns of nothing', (name) => {
    const folder = aFolder();
    mkdirSync(join(folder, 'out'));
    const built = spawnSync('bicep', ['build', `${ROOT}teamsapp/infra/${name}`, '--outdir', join(folder, 'out')], { encoding: 'utf8' });
    expect([built.status, built.stderr]).toEqual([0, '']);
  }); // prettier-ignore
});

describe('every template', () => {
  it.each(TEMPLATES)('%s closes what it opens, and every text', (name) => {
    const code = bicep(name)
      .replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''")
      .replaceAll(/\/\/.*$/gm, '');
    expect(code.replaceAll("''", '')).not.toContain("'");
    const open: string[] = [];
    const closes: Readonly<Record<string, string>> = { '}': '{', ']': '[', ')': '(' };
    for (const sign of code) {
      if ('{[('.includes(sign)) open.push(sign);
      const opener = closes[sign];
      if (opener !== undefined) expect(open.pop()).toBe(opener);
    }
    expect(open).toEqual([]);
  });
});
