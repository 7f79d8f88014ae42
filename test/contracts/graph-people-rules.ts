import { expect, test } from 'vitest';
import { outcome, type Caller } from './graph-caller.ts';

const OF_FABRIKAM = encodeURIComponent(
  "userType eq 'Member' and creationType eq 'Invitation' and endsWith(mail,'@fabrikam.com')",
);
const AUDITS = '/auditLogs/directoryAudits';

/** Whom another tenant has here, and who came: as lists and counts. */
export function peopleRules(graph: () => Caller): void {
  test('accounts that are found by how a property ends are counted only with ConsistencyLevel and $count', async () => {
    const counted = `/users?$count=true&$top=999&$select=id,createdDateTime&$filter=${OF_FABRIKAM}`;
    expect(outcome(await graph().v1('GET', counted))).toEqual([400, 'Request_UnsupportedQuery']);
    const uncounted = counted.replace('$count=true&', '');
    expect(outcome(await graph().eventual(uncounted))).toEqual([400, 'Request_UnsupportedQuery']);
    const { status, body } = await graph().eventual(counted);
    expect([status, body['@odata.count'], body['value']]).toEqual([200, 0, []]);
  });

  test('groups that can hold a role are found with their members, without counting', async () => {
    const filter = encodeURIComponent('isAssignableToRole eq true');
    const { status, body } = await graph().v1(
      'GET',
      `/groups?$filter=${filter}&$select=id&$expand=members($select=id)`,
    );
    expect([status, Array.isArray(body['value'])]).toEqual([200, true]);
  });

  test('audit records are found by time and kind, and not by kind alone (assumed)', async () => {
    const since = 'activityDateTime ge 2026-01-05T09:00:00.000Z';
    const kind = "activityDisplayName eq 'Add user'";
    const asked = (filter: string) => graph().v1('GET', `${AUDITS}?$filter=${encodeURIComponent(filter)}`);
    expect((await asked(`${since} and ${kind}`)).status).toBe(200);
    expect((await asked(`${since} and initiatedBy/app/appId eq 'an-app'`)).status).toBe(200);
    expect((await asked("category eq 'UserManagement'")).status).toBe(400);
  });

  test('what an app may not read is refused with what it lacks', async () => {
    await graph().control.grant(['Policy.Read.All']);
    const counted = `/users?$count=true&$filter=${OF_FABRIKAM}`;
    expect((await graph().eventual(counted)).status).toBe(403);
    expect((await graph().v1('GET', AUDITS)).status).toBe(403);
  });
}
