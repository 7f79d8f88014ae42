/** Which route a path and verb lead to. */
import { badRequest, GraphError } from './graph-error.ts';
import type { Route, Version } from './route.ts';

export interface MatchedRoute {
  readonly route: Route;
  readonly version: Version;
  /** After the version, as sent. */
  readonly path: string;
  readonly param: (name: string) => string;
}

type FindRoute = (method: string, rawPath: string) => MatchedRoute;

/** The function that finds a route, or throws 404 for a path that has none and 405 for a verb that its path has not. */
export function compileRoutes(routes: readonly Route[]): FindRoute {
  const compiled = routes.map((route) => ({ route, segments: route.path.slice(1).split('/').map(pattern) }));

  return (method, rawPath) => {
    const [version, ...segments] = rawPath
      .replace(/^\/|\/$/g, '')
      .split('/')
      .map(decode);
    if (version !== 'v1.0' && version !== 'beta') throw notFound(version ?? '');
    const served = compiled.filter(({ route }) => route.versions?.includes(version) !== false);
    const here = served.flatMap(({ route, segments: patterns }) => {
      const params = matchSegments(patterns, segments);
      return params === undefined ? [] : [{ route, params }];
    });
    if (here.length === 0) {
      const known = Math.max(...served.map(({ segments: patterns }) => matchingSegments(patterns, segments)));
      throw notFound(segments[known] ?? segments.at(-1) ?? '');
    }
    const match = here.find(({ route }) => route.method === method);
    if (match === undefined) {
      const message = 'Specified HTTP method is not allowed for the request target.';
      const allow = here.map(({ route }) => route.method).join(', ');
      throw new GraphError(405, 'Request_BadRequest', message, { headers: { Allow: allow } });
    }
    const path = rawPath.slice(version.length + 1);
    return { route: match.route, version, path, param: paramOf(match.route, match.params) };
  };
}

function matchSegments(patterns: readonly RegExp[], segments: readonly string[]): Record<string, string> | undefined {
  if (patterns.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, pattern] of patterns.entries()) {
    const match = pattern.exec(segments[index] ?? '');
    if (match === null) return undefined;
    Object.assign(params, match.groups);
  }
  return params;
}

/** How many segments match from the start. */
function matchingSegments(patterns: readonly RegExp[], segments: readonly string[]): number {
  const end = segments.findIndex((segment, index) => patterns[index]?.test(segment) !== true);
  return end === -1 ? segments.length : end;
}

/** Functions and actions may be called by their long name too, e.g. `microsoft.graph.checkMemberGroups`. */
function pattern(segment: string): RegExp {
  const [first = '', ...rest] = segment.split(/(?=\{)|(?<=\})/);
  const source = [first, ...rest].map((part) => (part.startsWith('{') ? `(?<${part.slice(1, -1)}>.+)` : escape(part)));
  return new RegExp(`^(?:microsoft\\.graph\\.)?${source.join('')}$`, 's');
}

const escape = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest('The request path is not properly encoded.');
  }
}

function notFound(segment: string): GraphError {
  return new GraphError(404, 'Request_ResourceNotFound', `Resource not found for the segment '${segment}'.`);
}

function paramOf(route: Route, params: Readonly<Record<string, string>>): (name: string) => string {
  return (name) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${route.path} has no {${name}}`);
    return value;
  };
}
