/** Identifiers as Entra and Bridgekeeper write them. Text becomes an id only through these checks. */

declare const kind: unique symbol;
type Id<Name extends string> = string & { readonly [kind]: Name };

/** An Entra tenant id: a GUID in lower case. */
export type TenantId = Id<'TenantId'>;
/** An Entra object id of a user: a GUID in lower case. */
export type ObjectId = Id<'ObjectId'>;
/** A change's id, such as `C-7K3M9QX2`: what a card's button carries and a person can read aloud. */
export type ChangeId = Id<'ChangeId'>;
/** The id of a change that somebody else made, such as `D-7K3M9QX2`. */
export type DriftId = Id<'DriftId'>;
/** The id of a moment from which the policies could not be read, or could be again, such as `S-7K3M9QX2`. */
export type SightId = Id<'SightId'>;

/** The id of what one look found where that was much, such as `G-7K3M9QX2`. */
export type DigestId = Id<'DigestId'>;
/** The id of what others changed and changed back between two looks, such as `T-7K3M9QX2`. */
export type TransientId = Id<'TransientId'>;
/** The id of an alarm that somebody else uses the bot's own identity, such as `M-7K3M9QX2`. */
export type MisuseId = Id<'MisuseId'>;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const CHANGE = /^C-[0-9A-HJKMNP-TV-Z]{8}$/;
const DRIFT = /^D-[0-9A-HJKMNP-TV-Z]{8}$/;
const MISUSE = /^M-[0-9A-HJKMNP-TV-Z]{8}$/;
const TRANSIENT = /^T-[0-9A-HJKMNP-TV-Z]{8}$/;
const SIGHT = /^S-[0-9A-HJKMNP-TV-Z]{8}$/;
const DIGEST = /^G-[0-9A-HJKMNP-TV-Z]{8}$/;

const isTenantId = (text: string): text is TenantId => GUID.test(text);
const isObjectId = (text: string): text is ObjectId => GUID.test(text);
export const isChangeId = (text: string): text is ChangeId => CHANGE.test(text);
export const isDriftId = (text: string): text is DriftId => DRIFT.test(text);
export const isMisuseId = (text: string): text is MisuseId => MISUSE.test(text);
export const isTransientId = (text: string): text is TransientId => TRANSIENT.test(text);
const isSightId = (text: string): text is SightId => SIGHT.test(text);
export const isDigestId = (text: string): text is DigestId => DIGEST.test(text);

/** The tenant id that `text` spells, in any case; undefined when it is no GUID. */
export function parseTenantId(text: string): TenantId | undefined {
  const lower = text.trim().toLowerCase();
  return isTenantId(lower) ? lower : undefined;
}

/** A tenant id that the program itself has. Throws where it is none: a mistake of ours. */
export function ownTenantId(text: string): TenantId {
  const id = parseTenantId(text);
  if (id === undefined) throw new Error(`${text}: no tenant id`);
  return id;
}

/** The object id that `text` spells, in any case; undefined when it is no GUID. */
export function parseObjectId(text: string): ObjectId | undefined {
  const lower = text.trim().toLowerCase();
  return isObjectId(lower) ? lower : undefined;
}

/** The change id that `text` spells, in any case; undefined when it is none. */
export function parseChangeId(text: string): ChangeId | undefined {
  const upper = text.trim().toUpperCase();
  return isChangeId(upper) ? upper : undefined;
}

/** The drift id that `text` spells, in any case; undefined when it is none. */
export function parseDriftId(text: string): DriftId | undefined {
  const upper = text.trim().toUpperCase();
  return isDriftId(upper) ? upper : undefined;
}

/** The sight id that `text` spells, in any case; undefined when it is none. */
export function parseSightId(text: string): SightId | undefined {
  const upper = text.trim().toUpperCase();
  return isSightId(upper) ? upper : undefined;
}

/** The digest id that `text` spells, in any case; undefined when it is none. */
export function parseDigestId(text: string): DigestId | undefined {
  const upper = text.trim().toUpperCase();
  return isDigestId(upper) ? upper : undefined;
}

/** The misuse id that `text` spells, in any case; undefined when it is none. */
export function parseMisuseId(text: string): MisuseId | undefined {
  const upper = text.trim().toUpperCase();
  return isMisuseId(upper) ? upper : undefined;
}

/** The transient id that `text` spells, in any case; undefined when it is none. */
export function parseTransientId(text: string): TransientId | undefined {
  const upper = text.trim().toUpperCase();
  return isTransientId(upper) ? upper : undefined;
}

/** Crockford's base 32: no I, L, O or U, so that an id can be read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A short readable code from random bytes (one character a byte). */
export function readableCode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}
