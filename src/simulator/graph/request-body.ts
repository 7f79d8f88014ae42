/** Reading what callers send. Every mistake in a body is a 400 in Graph's words. */
import { badRequest } from './graph-error.ts';

type Fields = Readonly<Record<string, unknown>>;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The GUID in lower case, as the state keeps it; 400 when it is none. */
export function guid(value: unknown, name: string): string {
  if (typeof value !== 'string' || !GUID.test(value))
    throw badRequest(`Invalid value specified for '${name}': a GUID is expected.`);
  return value.toLowerCase();
}

/**
 * A JSON object that holds nothing but `known` members (default: any) and OData's annotations. What Graph does with an unknown or read-only member in these
 * bodies is documented nowhere; assumed is the strict answer, 400, so that a slip of the caller shows.
 */
export function fields(value: unknown, name: string, known?: readonly string[]): Fields {
  if (!isFields(value)) throw badRequest(`Invalid value specified for '${name}': an object is expected.`);
  const unknown = Object.keys(value).find((key) => known?.includes(key) === false && !key.startsWith('@'));
  if (unknown !== undefined) throw badRequest(`The property '${unknown}' of '${name}' does not exist or is read-only.`);
  return value;
}

/** `true`, `false`, or `null` for null and absent. */
export function nullableBoolean(from: Fields, name: string): boolean | null {
  const value = from[name] ?? null;
  if (value !== null && typeof value !== 'boolean')
    throw badRequest(`Invalid value specified for '${name}': a Boolean is expected.`);
  return value;
}

export function nullableString(from: Fields, name: string): string | null {
  const value = from[name] ?? null;
  if (value !== null && typeof value !== 'string')
    throw badRequest(`Invalid value specified for '${name}': a string is expected.`);
  return value;
}

/** 1 to 20 GUIDs. Graph: the checkMember… actions take at most 20 ids. */
export function upToTwentyIds(value: unknown, name: string): string[] {
  if (!Array.isArray(value) || value.length === 0)
    throw badRequest(`Invalid value specified for '${name}': a list is expected.`);
  if (value.length > 20) throw badRequest(`The number of '${name}' exceeds the maximum of 20.`);
  return value.map((id) => guid(id, name));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
