import { GraphError } from '@microsoft/microsoft-graph-client';
import { setTimeout as pause } from 'node:timers/promises';
import { urgencyNow } from '../app/ports.ts';
import { giveWay } from '../app/promises.ts';
import { DirectoryError, type DirectoryProblemKind } from '../domain/problem.ts';
import { Attempts, isThrottled, LONGEST_WAIT_SECONDS, retryAfter } from './attempts.ts';
import type { Answer, Purpose, Version } from './call.ts';
import { directoryError } from './errors.ts';
import { parsed, wireErrorBody, wireTogether } from './wire.ts';

/** Graph takes so many requests in one. */
const MOST = 20;
const TOGETHER: Purpose = { subject: 'partner', permission: 'Policy.Read.All' };
/** Where no answer comes to many, each is asked by itself for so long: waiting for none is what takes time. */
const ALONE_FOR_MS = 60_000;
const UNHEARD: readonly DirectoryProblemKind[] = ['timeout', 'unreachable'];
/** With another token, or later, it may be answered. */
const NOT_YET = [401, 408, 429];

type Get = (path: string, purpose: Purpose) => Promise<Answer>;
type Request = { readonly id: string; readonly method: 'GET'; readonly url: string; readonly headers: object };
/** What Graph said to one of several requests. */
type Said = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly requestIds: readonly string[];
};
type Group = { readonly requests: Request[]; readonly said: Promise<ReadonlyMap<string, Said>> };

const NOTHING: ReadonlyMap<string, Said> = new Map();

/**
 * What the watcher asks at the same moment goes in one request (Graph: JSON batching): most of what a reading costs is the
 * request. What is not settled there, because Graph has no room for it or cannot be heard, is asked by itself, as all else is.
 * @param send sends once, whatever the answer. Throws DirectoryError
 * @param throttled Graph had no room for one of them
 */
export function together(
  send: (body: object, purpose: Purpose) => Promise<Answer>,
  alone: Get,
  throttled: () => void,
): Get {
  const open = new Map<Version | undefined, Group>();
  let aloneUntil = -Infinity;

  const sayings = async (requests: readonly Request[], version: Version | undefined): Group['said'] => {
    // Whoever else asks at this moment comes along.
    await giveWay();
    if (open.get(version)?.requests === requests) open.delete(version);
    if (requests.length === 1) return NOTHING;
    const purpose = { ...TOGETHER, ...(version !== undefined && { version }) };
    try {
      const answer = await send({ requests }, purpose);
      const { responses } = parsed(wireTogether, answer, purpose);
      return new Map(
        responses.map(({ id, status, headers, body }) => [
          id,
          { status, headers: waitIn(headers ?? {}), body, requestIds: answer.requestIds },
        ]),
      );
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      const { kind, retryAfterSeconds } = error.problem;
      if (UNHEARD.includes(kind)) aloneUntil = performance.now() + ALONE_FOR_MS;
      await asLongAs(retryAfterSeconds);
      return NOTHING;
    }
  };

  const groupOf = (version: Version | undefined): Group => {
    const last = open.get(version);
    if (last !== undefined && last.requests.length < MOST) return last;
    const requests: Request[] = [];
    const group = { requests, said: sayings(requests, version) };
    open.set(version, group);
    return group;
  };

  const saidTo = async (path: string, { version, isAdvanced }: Purpose): Promise<Said | undefined> => {
    const { requests, said } = groupOf(version);
    const id = String(requests.length);
    const headers = isAdvanced === true ? { ConsistencyLevel: 'eventual' } : {};
    requests.push({ id, method: 'GET', url: path, headers });
    return (await said).get(id);
  };

  return async (path, purpose) => {
    if (urgencyNow() !== 'watch' || performance.now() < aloneUntil) return alone(path, purpose);
    const said = await saidTo(path, purpose);
    if (said === undefined) return alone(path, purpose);
    const { status, body, requestIds } = said;
    if (status >= 200 && status < 300 && body instanceof Object) return { body, requestIds };
    const refused = refusal(said, purpose);
    if (refused !== undefined) throw refused;
    if (isThrottled(said)) {
      throttled();
      const wait = retryAfter(said);
      if (wait !== null && wait > LONGEST_WAIT_SECONDS) throw errorOf(said, purpose, wait);
      await asLongAs(wait);
    }
    return alone(path, purpose);
  };
}

/** Graph asks to wait. Not for what it puts off for long: asked by itself, that is told. */
async function asLongAs(seconds: number | null): Promise<void> {
  if (seconds !== null && seconds <= LONGEST_WAIT_SECONDS) await pause(seconds * 1_000);
}

const NO_HEADERS = new Headers();

/** All that is read of them; whatever else stands there may be none. */
function waitIn(headers: Readonly<Record<string, string>>): Headers {
  const [, said = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after') ?? [];
  return /^[\x20-\x7e]+$/.test(said) ? new Headers({ 'retry-after': said }) : NO_HEADERS;
}

/** What Graph itself turned down; undefined: it may be answered when it is asked again. */
function refusal(said: Said, purpose: Purpose): DirectoryError | undefined {
  const { status } = said;
  const isSaid = wireErrorBody.safeParse(said.body).success;
  if (!isSaid || status < 400 || status >= 500 || NOT_YET.includes(status)) return undefined;
  return errorOf(said, purpose, null);
}

function errorOf({ status, body, requestIds }: Said, purpose: Purpose, wait: number | null): DirectoryError {
  const told = wireErrorBody.safeParse(body).data?.error;
  const error = Object.assign(new GraphError(status, told?.message ?? ''), told && { code: told.code });
  const attempts = new Attempts(undefined, true);
  attempts.requestIds.push(...requestIds);
  attempts.statuses.push(status);
  attempts.retryAfterSeconds = wait;
  return directoryError(error, purpose, attempts, false);
}
