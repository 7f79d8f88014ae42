import { Application } from '@microsoft/teams-ai';
import { CloudAdapter } from 'botbuilder';
import restify, { type Request, type Response } from 'restify';
import { createAuthentication } from '../../src/teams/authentication.ts';
import { organizations } from '../../src/simulator/seed/seed.ts';
import { readSettings, serve } from './child-side.ts';
import { loopbackCloud } from './cloud.ts';

/** A process with the least that a teams-ai bot can be: it checks the same tokens and answers a text with a text. */

const { openIdMetadata, issuer, appId } = readSettings();
const authentication = createAuthentication(
  loopbackCloud('http://127.0.0.1:9', { openIdMetadata, issuer }),
  { appId, tenantId: organizations.woodgrove.tenantId },
  { token: () => Promise.resolve('bench') },
);
const adapter = new CloudAdapter(authentication);
const application = new Application();
application.message(/.*/, async (context) => {
  await context.sendActivity(`Echo: ${context.activity.text}`);
});

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request: Request, response: Response) => {
  await adapter.process(Object.assign(request, { method: 'POST' }), response, async (context) => {
    await application.run(context);
  });
});
server.listen(0, '127.0.0.1', () => {
  serve(server.address().port);
});
