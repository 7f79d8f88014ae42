import type { Ports } from '../../ports.ts';
import { useCase, type UseCase } from '../../use-case.ts';

/** What the webhook's receiver does not take. */
export const listWebhook = (ports: Ports): UseCase<'listWebhook'> =>
  useCase(ports, 'listWebhook', async (proof) =>
    proof.give({ kind: 'webhook', isSet: ports.webhook !== null, parked: await ports.store.parked() }),
  );

/** Sends it again. */
export const retryWebhook = (ports: Ports): UseCase<'retryWebhook'> =>
  useCase(ports, 'retryWebhook', async (proof) => {
    const { store, webhook, log } = ports;
    if (webhook === null) return proof.give({ kind: 'webhook', isSet: false, parked: await store.parked() });
    const count = await store.callParked();
    log.info('event.called', { count, objectId: proof.person.objectId });
    return proof.give({ kind: 'notice', notice: { kind: 'webhookRetried', count } });
  });
