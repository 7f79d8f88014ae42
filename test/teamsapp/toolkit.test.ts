import { existsSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import parameters from '../../teamsapp/infra/azure.trial.parameters.json' with { type: 'json' };
import { SETTINGS } from '../../src/config/settings.ts';
import { SETTING_NAMES } from '../../teamsapp/settings.ts';
import { DEFAULTS } from '../../tools/settings-bicep.ts';
import { PARTS, read } from './parts.ts';

// The Toolkit cannot run here; these find the mistakes that would otherwise show only in front of a customer.
const yaml = read('teamsapp.yml').toString('utf8');
const bicep = read('teamsapp/infra/azure.trial.bicep').toString('utf8');
const environment = parseEnv(read('teamsapp/env/.env.dev').toString('utf8'));

describe('teamsapp.yml', () => {
  const lines = yaml.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));

  it('is lines of "key: value" and nothing stranger', () => {
    for (const line of lines) expect(line).toMatch(/^(?: {2})*(?:- )?\w+:(?: \S.*)?$/);
  });

  it('provisions, deploys and publishes, in an order the Toolkit can follow', () => {
    const life: Record<string, string[]> = {};
    for (const line of lines) {
      const stage = /^(\w+):$/.exec(line)?.[1];
      if (stage !== undefined) life[stage] = [];
      const action = /^ {2}- uses: (\S+)$/.exec(line)?.[1];
      if (action !== undefined) Object.values(life).at(-1)?.push(action);
    }
    const pack = [
      'teamsApp/validateManifest',
      'teamsApp/zipAppPackage',
      'teamsApp/validateAppPackage',
      'teamsApp/update',
    ];
    expect(life).toEqual({
      provision: ['teamsApp/create', 'arm/deploy', ...pack],
      deploy: [...Array<string>(3).fill('cli/runNpmCommand'), 'azureAppService/zipDeploy'],
      publish: [...pack, 'teamsApp/publishAppPackage'],
    });
  });

  it('names only files that exist, or that it makes itself', () => {
    const paths = [...yaml.matchAll(/: (\.\/\S+)/g)].map(([, path]) => path ?? '');
    expect(paths.length).toBeGreaterThan(5);
    const missing = paths.filter(
      (path) => !path.startsWith('./dist/') && !existsSync(new URL(`../../${path}`, import.meta.url)),
    );
    expect(missing).toEqual([]);
  });
});

describe('the environment file', () => {
  it('has every name that is asked for anywhere', () => {
    const asked = [yaml, JSON.stringify(parameters), PARTS.manifest].join('\n').matchAll(/\$\{\{(\w+)\}\}/g);
    expect(Object.keys(environment)).toEqual(expect.arrayContaining([...asked].map(([, name]) => name)));
    expect(Object.keys(environment)).toEqual(expect.arrayContaining([...SETTING_NAMES]));
  });

  it('has no place for a secret', () => {
    expect(Object.keys(environment).filter((name) => /SECRET|PASSWORD|KEY|TOKEN/i.test(name))).toEqual([]);
  });
});

describe('azure.trial.bicep', () => {
  const names = (kind: 'param' | 'output'): string[] =>
    [...bicep.matchAll(new RegExp(`^${kind} (\\w+) `, 'gm'))].map(([, name]) => name ?? '');

  it('takes the parameters that are given, and gives what the environment file keeps', () => {
    expect(names('param')).toEqual(expect.arrayContaining(Object.keys(parameters.parameters)));
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(names('output')));
  });

  it('keeps the store off network storage and the bot without a secret', () => {
    expect(environment['STORE']).not.toMatch(/^sqlite:\/(home|mounts)\//);
    expect(bicep).toContain("{ name: 'MicrosoftAppType', value: 'UserAssignedMSI' }");
    expect(bicep).not.toContain('MicrosoftAppPassword');
  });

  it('runs the bot on the Node it is written for', () => {
    expect(bicep).toMatch(/^ *linuxFxVersion: 'NODE\|24-lts'/m);
  });
});

describe('settings.bicep', () => {
  const settings = read('teamsapp/infra/settings.bicep').toString('utf8');
  const [, open = '', secret = ''] =
    /^type settings = \{\n(.*?)^\}.*^type secrets = \{\n(.*?)^\}/ms.exec(settings) ?? [];
  const namesIn = (type: string): string[] =>
    [...type.matchAll(/^ {2}(\w+): string\??$/gm)].map(([, name]) => name ?? '');
  /** The template says these itself. */
  const own = ['PORT', 'MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppType', 'MicrosoftAppPassword', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE', 'STORE', 'STORE_AUTH', 'BOT_DOMAIN', 'BOT_ID']; // prettier-ignore

  it('has each setting of docs/configuration.md, those that nobody may read apart', () => {
    const wanted = SETTINGS.filter(({ name }) => !own.includes(name));
    expect(namesIn(open)).toEqual(wanted.flatMap(({ name, secret: hidden }) => (hidden === true ? [] : [name])));
    expect(namesIn(secret)).toEqual(wanted.flatMap(({ name, secret: hidden }) => (hidden === true ? [name] : [])));
    expect(bicep).toContain('@secure()\nparam secrets secretsType\n');
    // The Toolkit fills it from the environment files where somebody wants it to.
    expect(parameters.parameters.secrets).toEqual({ value: {} });
  });

  it('is what a deployment sets, each time and whole: none turns APPROVALS back', () => {
    const { value } = parameters.parameters.settings;
    expect(Object.keys(value).toSorted()).toEqual(namesIn(open).toSorted());
    expect(value.APPROVALS).toBe('risk');
    expect(bicep).toContain('param settings settingsType\n');
    expect(bicep).toContain(
      'map(items(union(settings, secrets)), setting => { name: setting.key, value: setting.value })',
    );
  });

  it('starts with what applies where nothing is set', () => {
    expect(parameters.parameters.settings.value).toEqual(DEFAULTS);
  });
});
