/** Somebody who speaks to a Graph over HTTP and waits, after a write, until reads show it. */

/** A Graph that the rules are held against, and the hand that moves what no request can. */
export interface GraphUnderTest {
  /** Without a version, e.g. `https://graph.microsoft.com`. */
  readonly url: string;
  /** Of an app that may manage cross-tenant access and the multitenant organization. */
  readonly token: string;
  readonly control: {
    /** A tenant that is no partner and never was one; another one each time. */
    freshTenantId(): string;
    /** Resolves when reads show every write so far. */
    settle(): Promise<void>;
    passDays(days: number): Promise<void>;
    /** From now on the app has these application permissions and no others. */
    grant(permissions: readonly string[]): Promise<void>;
    /** Whether this Graph lets apps use /policies/deletedItems at all. */
    allowDeletedItems(allowed: boolean): Promise<void>;
  };
}

export interface Reply {
  readonly status: number;
  /** The parsed body; empty when there was none. */
  readonly body: Readonly<Record<string, unknown>>;
}

type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>;

export interface Caller {
  readonly v1: Call;
  readonly beta: Call;
  /** As `v1`, without waiting for reads to show the write. */
  readonly hasty: Call;
  /** Reads from v1.0 what is an advanced query. */
  readonly eventual: (path: string) => Promise<Reply>;
  /** All rows of a beta collection, over all its pages. */
  readonly rows: (path: string) => Promise<Record<string, unknown>[]>;
  readonly control: GraphUnderTest['control'];
  /** The id of a new partner without a sync policy. */
  readonly aPartner: () => Promise<string>;
  /** The id of a new partner whose sync policy, created in beta, is this one. */
  readonly aPolicy: (policy?: object) => Promise<string>;
  /** The id of a partner who was deleted after its sync policy, which was `RELECLOUD`. */
  readonly aDeletedPartner: () => Promise<string>;
}

export const PARTNERS = '/policies/crossTenantAccessPolicy/partners';
export const partner = (tenantId: string): string => `${PARTNERS}/${tenantId}`;
export const policy = (tenantId: string): string => `${PARTNERS}/${tenantId}/identitySynchronization`;
export const DELETED_PARTNERS = '/policies/deletedItems/crossTenantPartners';
export const DELETED_POLICIES = '/policies/deletedItems/crossTenantSyncPolicyPartners';

export const ALLOWED = { userSyncInbound: { isSyncAllowed: true } };
export const RELECLOUD = { displayName: 'Relecloud', ...ALLOWED };
export const GROUPS_ALLOWED = { groupSyncInbound: { isSyncAllowed: true } };

/** Status and error code, for short expectations. */
export function outcome({ status, body }: Reply): [number, unknown] {
  return [status, (body['error'] as { code?: unknown } | undefined)?.code];
}
export const NOT_FOUND = [404, 'Request_ResourceNotFound'];
export const CONFLICT = [409, 'Request_MultipleObjectsWithSameKeyValue'];
export const DENIED = [403, 'Authorization_RequestDenied'];

export function callerOf({ url, token, control }: GraphUnderTest): Caller {
  const send: Call = async (method, target, body, more) => {
    const response = await fetch(target, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text === '' ? '{}' : text) as Reply['body'] };
  };
  const patient =
    (version: string): Call =>
    async (method, path, body) => {
      const reply = await send(method, `${url}/${version}${path}`, body);
      if (method !== 'GET') await control.settle();
      return reply;
    };
  const v1 = patient('v1.0');
  const beta = patient('beta');

  const aPartner = async (): Promise<string> => {
    const tenantId = control.freshTenantId();
    await v1('POST', PARTNERS, { tenantId });
    return tenantId;
  };
  const aPolicy = async (body: object = ALLOWED): Promise<string> => {
    const tenantId = await aPartner();
    await beta('PUT', policy(tenantId), body);
    return tenantId;
  };
  return {
    v1,
    beta,
    eventual: (path) => send('GET', `${url}/v1.0${path}`, undefined, { ConsistencyLevel: 'eventual' }),
    hasty: (method, path, body) => send(method, `${url}/v1.0${path}`, body),
    control,
    aPartner,
    aPolicy,
    aDeletedPartner: async () => {
      const tenantId = await aPolicy(RELECLOUD);
      await v1('DELETE', policy(tenantId));
      await v1('DELETE', partner(tenantId));
      return tenantId;
    },
    rows: async (path) => {
      const rows: Record<string, unknown>[] = [];
      let next: unknown = `${url}/beta${path}`;
      while (typeof next === 'string') {
        const { body } = await send('GET', next);
        rows.push(...(body['value'] as Record<string, unknown>[]));
        next = body['@odata.nextLink'];
      }
      return rows;
    },
  };
}
