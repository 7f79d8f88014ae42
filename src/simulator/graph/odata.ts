/** What all of Graph's answers share: contexts, $select, $expand, and pages joined by opaque links. */
import { badRequest } from './graph-error.ts';
import type { Answer, Call } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * One object. `context` is the metadata path, e.g. `users/$entity`.
 * Graph: without $select an answer may hold an `@microsoft.graph.tips` member; callers ignore unknown members.
 */
export function entity(call: Call, context: string, object: Json): Answer {
  return { status: 200, body: { ...annotations(call, context), ...select(call, object) } };
}

/**
 * One page of a collection. Rows come in the order of `key`, and the link to the next page names the last key of this
 * one, so that rows which appear or vanish in between neither repeat nor swallow others.
 * Graph: page sizes are nobody's promise; follow @odata.nextLink as it is until there is none.
 */
export function page(call: Call, context: string, rows: readonly Json[], key: string, annotation: Json = {}): Answer {
  const after = skipToken(call);
  const keyOf = (row: Json): string => String(row[key]);
  const remaining = rows.filter((row) => keyOf(row) > after).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const shown = remaining.slice(0, call.pageSize);
  const last = shown.at(-1);
  const nextLink = last !== undefined && shown.length < remaining.length ? linkAfter(call, keyOf(last)) : undefined;
  return {
    status: 200,
    body: {
      ...annotations(call, context),
      ...annotation,
      ...(nextLink === undefined ? {} : { '@odata.nextLink': nextLink }),
      value: shown.map((row) => select(call, row)),
    },
  };
}

/** An answer whose `value` is a plain list of strings, as the checkMember… actions give. */
export function strings(call: Call, value: readonly string[]): Answer {
  return { status: 200, body: { '@odata.context': `${call.baseUrl}/$metadata#Collection(Edm.String)`, value } };
}

/** Whether the navigation property is to be expanded. 400 for anything else that is, nested options included. */
export function expands(call: Call, navigation: string): boolean {
  const names = list(call.query.get('$expand'));
  const unknown = names.find((name) => name !== navigation);
  if (unknown !== undefined) throw badRequest(`Parsing OData Select and Expand failed: cannot expand '${unknown}'.`);
  return names.length > 0;
}

/** The object without what $select leaves out. Annotations and expanded members (objects) stay: $expand asked for them. */
function select(call: Call, object: Json): Json {
  const names = list(call.query.get('$select'));
  if (names.length === 0) return object;
  const unknown = names.find((name) => !(name in object));
  if (unknown !== undefined) {
    throw badRequest(`Parsing OData Select and Expand failed: Could not find a property named '${unknown}'.`);
  }
  const wanted = new Set([...names, ...list(call.query.get('$expand'))]);
  return Object.fromEntries(Object.entries(object).filter(([name]) => wanted.has(name) || name.startsWith('@')));
}

function annotations(call: Call, context: string): Json {
  return {
    '@odata.context': `${call.baseUrl}/$metadata#${context}`,
    ...(call.query.has('$select')
      ? {}
      : { '@microsoft.graph.tips': 'Use $select to choose only the properties you need.' }),
  };
}

const list = (option: string | null): string[] =>
  option === null || option.trim() === '' ? [] : option.split(',').map((name) => name.trim());

const MARK = 'after:';

function linkAfter(call: Call, key: string): string {
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', Buffer.from(MARK + key).toString('base64url'));
  return `${call.baseUrl}${call.path}?${query.toString()}`;
}

function skipToken(call: Call): string {
  const token = call.query.get('$skiptoken');
  if (token === null) return '';
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(MARK)) throw badRequest('The skip token is not valid.');
  return text.slice(MARK.length);
}
