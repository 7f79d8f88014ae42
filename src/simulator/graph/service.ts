/** From a request to Graph's answer: token, path, verb, permission, query options, body, and then the route. */
import { badRequest, errorBody, GraphError, type RequestIdentity } from './graph-error.ts';
import type { Incoming } from './incoming.ts';
import type { PartnerReplica } from '../policies/partner-replica.ts';
import type { Answer, Call, Route } from './route.ts';
import { routes } from './routes.ts';
import { compileRoutes, type MatchedRoute } from './router.ts';
import type { SimulatedTenant } from '../tenant.ts';

const findRoute = compileRoutes(routes);

export interface Service {
  readonly tenant: SimulatedTenant;
  readonly partners: PartnerReplica;
  readonly now: () => Date;
  readonly auditDelayMs: number;
  readonly pageSize: number;
  /** e.g. `http://127.0.0.1:4711` */
  readonly url: string;
}

/** Changes nothing; the change, if any, is the answer's effect. */
export function answerTo(incoming: Incoming, identity: RequestIdentity, service: Service): Answer {
  try {
    requireToken(incoming);
    const matched = findRoute(incoming.method, incoming.rawPath);
    requirePermission(matched.route, service.tenant);
    requireKnownOptions(matched.route, incoming.query);
    return matched.route.handle(callOf(incoming, matched, service));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return { status: error.status, headers: error.headers, body: errorBody(error, identity) };
  }
}

/** Any non-empty bearer token will do; what the app may do is the tenant's `appPermissions`. */
function requireToken(incoming: Incoming): void {
  if (/^Bearer \S+$/i.test(incoming.headers['authorization'] ?? '')) return;
  throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token is empty.', {
    headers: { 'WWW-Authenticate': 'Bearer realm=""' },
  });
}

/** Graph: app-only calls are judged by application permissions alone, never by a user's roles. */
function requirePermission(route: Route, tenant: SimulatedTenant): void {
  const refused = route.refusedIn?.(tenant) === true;
  if (!refused && route.permissions.some((permission) => tenant.appPermissions.has(permission))) return;
  throw new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

function requireKnownOptions(route: Route, query: URLSearchParams): void {
  const unknown = [...query.keys()].find((name) => name.startsWith('$') && route.options?.includes(name) !== true);
  if (unknown !== undefined) throw badRequest(`Query option '${unknown}' is not supported here.`);
}

function callOf(incoming: Incoming, matched: MatchedRoute, service: Service): Call {
  return {
    version: matched.version,
    tenant: service.tenant,
    partners: service.partners,
    now: service.now(),
    baseUrl: `${service.url}/${matched.version}`,
    path: matched.path,
    auditDelayMs: service.auditDelayMs,
    pageSize: service.pageSize,
    query: incoming.query,
    headers: incoming.headers,
    body: jsonOf(incoming),
    param: matched.param,
  };
}

function jsonOf(incoming: Incoming): unknown {
  if (incoming.body.isJson) return incoming.body.value;
  throw new GraphError(400, 'BadRequest', 'Unable to read JSON request payload.');
}
