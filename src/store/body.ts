import * as z from 'zod/v4-mini';
import { StoreError } from '../app/ports.ts';

/**
 * The value in a stored JSON text.
 * @param what what it is a body of, such as `change C-7K3M9QX2`: begins the sentence of a StoreError
 */
export function decode<Value>(schema: z.ZodMiniType<Value>, body: unknown, what: string): Value {
  // Not as a pipe: zod prepares one anew each time, which takes as long as to read a row.
  const text = jsonText.safeParse(body);
  const parsed = text.success ? schema.safeParse(text.data) : text;
  if (parsed.success) return parsed.data;
  throw new StoreError(
    'damaged',
    `${what} cannot be read from the store (${reasons(parsed.error)}). Put a backup of the store in its place.`,
    { cause: parsed.error },
  );
}

/** The JSON text to store. What `decode` would not give back is not stored: StoreError. */
export function encode<Value>(schema: z.ZodMiniType<Value>, value: Value, what: string): string {
  const parsed = schema.safeParse(value);
  if (parsed.success) return JSON.stringify(value);
  throw new StoreError('contradiction', `${what} cannot be stored (${reasons(parsed.error)}); nothing was stored.`, {
    cause: parsed.error,
  });
}

/**
 * A stored JSON text with another text in the place of one of its members; undefined: it says so already, or has none.
 * @param path from the outside to the inside
 * @param what as of `decode`
 */
export function replaced(body: unknown, path: readonly string[], text: string, what: string): string | undefined {
  const put = (part: unknown, [name, ...rest]: readonly string[]): unknown => {
    if (name === undefined) return typeof part === 'string' && part !== text ? text : undefined;
    if (typeof part !== 'object' || part === null) return undefined;
    const inside = put(new Map<string, unknown>(Object.entries(part)).get(name), rest);
    // In its place: the order of the members stays.
    return inside === undefined ? undefined : { ...part, [name]: inside };
  };
  const moved = put(decode(z.unknown(), body, what), path);
  return moved === undefined ? undefined : JSON.stringify(moved);
}

/** JSON text as the value that it stands for. */
export const jsonText = z.pipe(
  z.string(),
  z.transform((body, context): unknown => {
    try {
      return JSON.parse(body);
    } catch {
      context.issues.push({ code: 'custom', input: body, message: 'not JSON' });
      return z.NEVER;
    }
  }),
);

/** Where and why, without the values themselves: they may be names. */
function reasons(error: z.core.$ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
