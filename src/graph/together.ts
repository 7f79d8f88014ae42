import { GraphError } from '@microsoft/microsoft-graph-client';
import { setTimeout as pause } from 'node:timers/promises';
import { urgencyNow } from '../app/ports.ts';
import { giveWay } from '../app/promises.ts';
import { DirectoryError } from '../domain/problem.ts';
import { Attempts, isThrottled, LONGEST_WAIT_SECONDS, retryAfter } from './attempts.ts';
import type { Answer, Purpose, Version } from './call.ts';
import { directoryError } from './errors.ts';
import { parsed, wireErrorBody, wireTogether } from './wire.ts';

/** Graph takes so many requests in one. */
const MOST = 20;
const TOGETHER: Purpose = { subject: 'partner', permission: 'Policy.Read.All' };
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
          { status, headers: new Headers(headers ?? {}), body, requestIds: answer.requestIds },
        ]),
      );
    } catch (error) {
      if (error instanceof DirectoryError) return NOTHING;
      throw error;
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
    if (urgencyNow() !== 'watch') return alone(path, purpose);
    const said = await saidTo(path, purpose);
    if (said === undefined) return alone(path, purpose);
    const { status, body, requestIds } = said;
    if (status >= 200 && status < 300 && body instanceof Object) return { body, requestIds };
    const refused = refusal(said, purpose);
    if (refused !== undefined) throw refused;
    if (isThrottled(said)) throttled();
    const wait = retryAfter(said) ?? 0;
    if (wait <= LONGEST_WAIT_SECONDS) await pause(wait * 1_000);
    return alone(path, purpose);
  };
}

/** What Graph itself turned down; undefined: it may be answered when it is asked again. */
function refusal({ status, body, requestIds }: Said, purpose: Purpose): DirectoryError | undefined {
  const { success, data } = wireErrorBody.safeParse(body);
  if (!success || status < 400 || status >= 500 || NOT_YET.includes(status)) return undefined;
  const error = Object.assign(new GraphError(status, data.error.message ?? ''), { code: data.error.code });
  const attempts = new Attempts(undefined, true);
  attempts.requestIds.push(...requestIds);
  attempts.statuses.push(status);
  return directoryError(error, purpose, attempts, false);
}
