import { Application } from '@microsoft/teams-ai';
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import restify, { type Request, type Response } from 'restify';
import { readSettings, serve } from './child-side.ts';

/** A process with the least that a teams-ai bot can be: it checks the same tokens and answers a text with a text. */

const { openIdMetadata, issuer, appId, answerBytes } = readSettings();

/** Signs with a token that nobody checks. */
class Credentials extends ConfigurationServiceClientCredentialFactory {
  override createCredentials() {
    return Promise.resolve({
      signRequest: <Signed extends { readonly headers: { set(name: string, value: string): unknown } }>(
        request: Signed,
      ) => {
        request.headers.set('authorization', 'Bearer bench');
        return Promise.resolve(request);
      },
    });
  }
}

const authentication = new ConfigurationBotFrameworkAuthentication(
  {
    ChannelService: '',
    CallerId: '',
    OAuthUrl: 'https://token.invalid',
    ToChannelFromBotLoginUrl: 'https://login.invalid',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: issuer,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadata,
  },
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the SDK's own is none, either
  new Credentials({ MicrosoftAppId: appId, MicrosoftAppPassword: 'bench' }),
);
const adapter = new CloudAdapter(authentication);
const application = new Application();
application.message(/.*/, async (context) => {
  await context.sendActivity(`Echo: ${context.activity.text}`.padEnd(answerBytes, '.'));
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
