import { expect, test } from 'vitest';
import type { TenantInformation } from '../../src/domain/partners/tenant.ts';
import { DirectoryError } from '../../src/domain/problem.ts';
import { ownDomains } from '../../src/graph/own-domains.ts';
import { problemOf } from '../support/problem.ts';
import { aProblem, tenantIdOf } from '../builders.ts';

const HOME = tenantIdOf(0);

function asked(answers: () => Promise<TenantInformation | null>) {
  const clock = { now: 0 };
  const domains: string[] = [];
  const byDomain = (domain: string) => {
    domains.push(domain);
    return answers();
  };
  return { clock, domains, isOwn: ownDomains({ byDomain }, HOME, { elapsed: () => clock.now }) };
}
const tenant = (tenantId: TenantInformation['tenantId']): TenantInformation => ({
  tenantId,
  displayName: null,
  defaultDomainName: null,
});

test('a domain is this organisation’s only where Graph says so', async () => {
  expect(await asked(() => Promise.resolve(tenant(HOME))).isOwn('woodgrove.com')).toBe(true);
  expect(await asked(() => Promise.resolve(tenant(tenantIdOf(2)))).isOwn('fabrikam.com')).toBe(false);
  expect(await asked(() => Promise.resolve(null)).isOwn('nobody.example')).toBe(false);
});

test('is asked once an hour, and for at most a hundred domains remembered', async () => {
  const { clock, domains, isOwn } = asked(() => Promise.resolve(tenant(HOME)));
  await Promise.all([isOwn('a.example'), isOwn('a.example')]);
  expect(domains).toEqual(['a.example']);
  clock.now = 60 * 60 * 1000;
  await isOwn('a.example');
  expect(domains).toHaveLength(2);
  for (let n = 0; n < 100; n += 1) await isOwn(`${n}.example`);
  await isOwn('a.example');
  expect(domains.filter((domain) => domain === 'a.example')).toHaveLength(3);
});

test('what cannot be read is an error about the role, and is asked for again', async () => {
  const problem = aProblem({ kind: 'timeout', subject: 'tenant' });
  let fails: Error | undefined = new DirectoryError(problem);
  const { isOwn } = asked(() => (fails === undefined ? Promise.resolve(tenant(HOME)) : Promise.reject(fails)));
  expect(await problemOf(isOwn('a.example'))).toMatchObject({ kind: 'timeout', subject: 'role' });
  fails = new Error('a fault of its own');
  await expect(isOwn('a.example')).rejects.toThrow('a fault of its own');
  fails = undefined;
  expect(await isOwn('a.example')).toBe(true);
});
