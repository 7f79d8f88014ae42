/** An OpenAPI description of one Graph version, reduced to operations and the members of their bodies. */
// @ts-nocheck

export interface Description {
  /** `v1.0` or `beta`. */
  readonly version: string;
  /** Operations as `GET /partners/{}`: parameters have no names, types no `microsoft.graph.` in front. */
  readonly operations: ReadonlySet<string>;
  /** The operation that a request was made to; `path` is decoded and starts after the version. */
  operationOf(method: string, path: string): string | undefined;
  /** Names in the body, e.g. `userSyncInbound.isSyncAllowed`, that the operation does not describe. */
  unknownMembers(operation: string, body: unknown): string[];
}

/** @param document the parsed JSON; throws when it names no version */
export function describe(document: unknown): Description {
  const version = String(at(document, 'servers', '0', 'url'))
    .split('/')
    .at(-1);
  if (version === undefined || at(document, 'paths') === undefined) throw new Error('This is no OpenAPI description.');
  const bodies = new Map<string, unknown>();
  for (const [path, item] of entries(at(document, 'paths'))) {
    for (const [method, operation] of entries(item)) {
      const schema = at(operation, 'requestBody', 'content', 'application/json', 'schema');
      bodies.set(`${method.toUpperCase()} ${template(path)}`, schema);
    }
  }
  const patterns = [...bodies.keys()].map((operation) => ({ operation, pattern: patternOf(operation) }));

  const resolved = (schema: unknown): unknown => {
    const reference = at(schema, '$ref');
    return typeof reference === 'string' ? resolved(at(document, ...reference.slice(2).split('/'))) : schema;
  };
  const membersOf = (schema: unknown): Map<string, unknown> => {
    const whole = resolved(schema);
    const inherited = entries(at(whole, 'allOf')).flatMap(([, part]) => [...membersOf(part)]);
    return new Map([...inherited, ...entries(at(whole, 'properties'))]);
  };
  const unknown = (schema: unknown, value: unknown, prefix: string): string[] => {
    if (Array.isArray(value)) return value.flatMap((item) => unknown(at(resolved(schema), 'items'), item, prefix));
    const members = membersOf(schema);
    return entries(value).flatMap(([name, inner]) => {
      if (name.startsWith('@')) return [];
      return members.has(name) ? unknown(members.get(name), inner, `${prefix}${name}.`) : [`${prefix}${name}`];
    });
  };

  return {
    version,
    operations: new Set(bodies.keys()),
    operationOf: (method, path) =>
      patterns.find(({ pattern }) => pattern.test(`${method} ${withoutNamespace(path)}`))?.operation,
    unknownMembers: (operation, body) => unknown(bodies.get(operation), body, ''),
  };
}

/** The same for both sides: `/a/{}`, and `f({})` for `f(name='{name}')`. */
export function template(path: string): string {
  return withoutNamespace(path)
    .replace(/\{[^}]*\}/g, '{}')
    .replace(/\w+='\{\}'/g, '{}');
}

const withoutNamespace = (path: string): string => path.replaceAll('/microsoft.graph.', '/');

function patternOf(operation: string): RegExp {
  const literal = operation.split('{}').map((part) => part.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${literal.join('[^/]+')}$`);
}

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => Reflect.get(Object(inner), name), value);
}

/** Of an object or a list; none of anything else. */
function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
