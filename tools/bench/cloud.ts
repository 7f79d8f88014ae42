import type { Cloud } from '../../src/cloud.ts';
import { TEAMS_HOST } from './child-side.ts';
import type { FakeTeams } from '../../test/support/fake-teams.ts';

/** A cloud that is this machine. */
export function loopbackCloud(
  graph: string,
  teams: Pick<FakeTeams, 'openIdMetadata'> & { readonly issuer: string },
): Cloud {
  return {
    graph,
    authority: 'https://login.invalid',
    sharePoint: { below: '.sharepoint.com', domains: '.onmicrosoft.com' },
    firstService: null,
    postgres: 'https://postgres.invalid',
    portal: 'https://entra.invalid',
    botFramework: {
      tokenIssuer: teams.issuer,
      openIdMetadata: teams.openIdMetadata,
      connectorResource: 'https://api.botframework.com',
      serviceHosts: ['127.0.0.1', TEAMS_HOST],
      plainHttp: true,
    },
  };
}
