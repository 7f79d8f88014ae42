import { StoreError, type StoreProblem } from '../../app/ports.ts';

const NO_RIGHT: Said = [
  'notWritable',
  (at) => `The bot's account may not do in the store ${at} what it must. Let it own its database.`,
];

/** What a server says of itself and of what was asked (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const BY_STATE: Readonly<Record<string, Said>> = {
  '28000': ['cannotOpen', (at) => `The server of the store ${at} refuses the bot's account.`],
  '28P01': ['cannotOpen', (at) => `The server of the store ${at} refuses the password.`],
  '3D000': [
    'cannotOpen',
    (at) => `There is no database for the store at ${at}. Create it, and let the bot's account own it.`,
  ],
  '42501': NO_RIGHT,
  // It may use none of the schemas that it looks in.
  '3F000': NO_RIGHT,
  '25006': [
    'away',
    (at) =>
      `The store ${at} can only be read: its server is a standby, or refuses what is written, as where its disk is nearly full.`,
  ],
  '53100': ['notWritable', (at) => `The disk of the store ${at} is full. Free some space.`],
  '55P03': ['inUse', (at) => `The store ${at} is locked by somebody else. End what holds it.`],
  '25P03': ['away', (at) => `The server of the store ${at} ended what took too long.`],
  '25P04': ['away', (at) => `The server of the store ${at} ended what took too long.`],
  '57014': ['away', (at) => `The store ${at} did not answer in time.`],
  '40001': ['inUse', (at) => `Others wrote to the store ${at} at the same moment, again and again.`],
  '40P01': ['inUse', (at) => `Others wrote to the store ${at} at the same moment, again and again.`],
};
/** The first two characters tell of which kind it is. */
const BY_CLASS: Readonly<Record<string, Said>> = {
  '08': ['away', (at) => `The connection to the store ${at} broke.`],
  '53': ['away', (at) => `The server of the store ${at} has no room for the bot.`],
  '57': ['away', (at) => `The server of the store ${at} is down, or ended the connection.`],
  '58': [
    'notWritable',
    (at) => `Reading or writing the store ${at} failed. Check the server's disk: space, quota, health.`,
  ],
  '22': ['contradiction', (at) => `The store ${at} refused what was to be stored; nothing was stored.`],
  '23': ['contradiction', (at) => `The store ${at} refused what was to be stored; nothing was stored.`],
  '54': ['contradiction', (at) => `The store ${at} refused what was to be stored; nothing was stored.`],
  P0: ['contradiction', (at) => `The store ${at} refused what was to be stored; nothing was stored.`],
  '42': ['damaged', (at) => `The store ${at} is not laid out as it should be. Put a backup in its place.`],
  XX: ['damaged', (at) => `The store ${at} is damaged. Put a backup in its place.`],
};

const OUT_OF_REACH: Said = ['away', (at) => `The store ${at} cannot be reached.`];
const NO_PROOF: Said = [
  'cannotOpen',
  (at) => `The certificate of the server of the store ${at} does not show that it is this server.`,
];

const FAILED_ON_THE_WAY = /^E[A-Z_]+$/;
/** Of Node's TLS: who answers is not, or not provably, who was asked for. */
const UNTRUSTED = /CERT|SIGNATURE|ALTNAME|ERR_TLS|ERR_SSL/;
/** What the driver says itself, without a code. */
const BY_WORDS: readonly (readonly [RegExp, Said])[] = [
  [
    /does not support SSL/,
    ['cannotOpen', (at) => `The server of the store ${at} offers no TLS, without which nothing is sent to it.`],
  ],
  [
    /SASL|password must be/i,
    [
      'cannotOpen',
      (at) => `The server of the store ${at} asks for a password, and none was set, or not in a way that is known.`,
    ],
  ],
  [
    /timeout exceeded when trying to connect/,
    ['away', (at) => `All connections of this process to the store ${at} are in use for too long.`],
  ],
  [/after calling end/, ['closed', (at) => `The store ${at} was closed.`]],
  [/terminated|timeout|not queryable|establishing an SSL connection/i, OUT_OF_REACH],
];

/** The SQLSTATE of a failure; undefined: the server said none. */
function stateOf(error: unknown): string | undefined {
  const code = codeOf(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && 'severity' in Object(error) ? code : undefined;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether the data itself is not as it was written: data_corrupted, index_corrupted. */
export const isCorruption = (error: unknown): boolean => ['XX001', 'XX002'].includes(stateOf(error) ?? '');

/** Whether the connection was lost, or never there; who waits for the store waits for nothing. */
const isLost = (error: unknown): boolean => saidOf(error)?.[0] === 'away' && stateOf(error) !== '57014';

/** Whether the store is away, whoever found it. */
export const isAway = (error: unknown): boolean =>
  error instanceof StoreError ? error.problem === 'away' : isLost(error);

/**
 * Whether the connection broke, so that what it was asked may be asked again over another one. What was not answered in time
 * would take as long again, and somebody waits for it.
 */
export const isBroken = (error: unknown): boolean => isLost(error) && !isLate(error);

const isLate = (error: unknown): boolean =>
  codeOf(error) === 'ETIMEDOUT' || (stateOf(error) === undefined && /timeout/i.test(String(error)));

/** Whether the server refuses who asks: the password is wrong, or a token was taken back or has ended. */
export const isRefusal = (error: unknown): boolean => ['28P01', '28000'].includes(stateOf(error) ?? '');

/** Whether somebody else holds a lock for longer than it was waited for: it can be asked for again. */
export const isLocked = (error: unknown): boolean => stateOf(error) === '55P03';

/** Whether something is there twice that may be there once. */
export const isDouble = (error: unknown): boolean => stateOf(error) === '23505';

/** Whether the server took all of a transaction back because of others. */
export const isTakenBack = (error: unknown): boolean => ['40001', '40P01'].includes(stateOf(error) ?? '');

/**
 * The same failure as a StoreError where the server or the driver reported it; what is no failure of the store stays what it
 * is. Nothing but their own words goes along: what they know beside them may be what people wrote.
 * @param at which store it is, without a password
 */
export function postgresError(error: unknown, at: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (error instanceof StoreError) return error;
  const said = saidOf(error);
  if (said === undefined) return error;
  const [problem, sentence] = said;
  const code = codeOf(error);
  const why = error instanceof AggregateError ? (error.errors.map(String)[0] ?? '') : error.message;
  return new StoreError(problem, `${sentence(at)} (PostgreSQL: ${[code, why].filter(Boolean).join(' ')})`);
}

type Said = readonly [StoreProblem, (at: string) => string];

function saidOf(error: unknown): Said | undefined {
  if (!(error instanceof Error) || error instanceof StoreError) return undefined;
  const state = stateOf(error);
  if (state !== undefined) {
    return BY_STATE[state] ?? BY_CLASS[state.slice(0, 2)] ?? ['damaged', (at) => `The store ${at} cannot be used.`];
  }
  const code = codeOf(error) ?? '';
  if (UNTRUSTED.test(code)) return NO_PROOF;
  if (FAILED_ON_THE_WAY.test(code)) return OUT_OF_REACH;
  return BY_WORDS.find(([words]) => words.test(error.message))?.[1];
}
