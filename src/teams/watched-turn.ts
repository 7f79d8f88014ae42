import type { Telemetry } from '../app/ports.ts';

/** What people and Teams send (Bot Framework: types of activities); a click is an invoke. */
const KINDS = ['message', 'invoke', 'installationUpdate', 'conversationUpdate'];
const ROUTE = '/api/messages';

/**
 * Runs a turn as one trace, by OpenTelemetry's conventions for HTTP servers: all that is done because of it stands under
 * it, also after its answer.
 * @param type of the activity: a text of Teams'
 */
export async function watchedTurn<Result>(
  telemetry: Telemetry,
  type: string,
  run: () => Promise<Result>,
): Promise<Result> {
  const kind = { 'bridgekeeper.turn.kind': KINDS.includes(type) ? type : 'other' };
  const startedAt = performance.now();
  telemetry.count('bridgekeeper.turns', kind);
  try {
    return await telemetry.span(
      {
        name: `POST ${ROUTE}`,
        of: 'own',
        kind: 'server',
        attributes: { ...kind, 'http.request.method': 'POST', 'http.route': ROUTE },
      },
      run,
    );
  } finally {
    telemetry.time('bridgekeeper.turn.duration', (performance.now() - startedAt) / 1000, kind);
  }
}
