/** A tenant's own SharePoint and OneDrive: `contoso.sharepoint.com` and `contoso-my.sharepoint.com` are of `contoso.onmicrosoft.com`. */
export type SharePoint = {
  /** What follows the tenant's name in a host. */
  readonly below: string;
  /** What follows it in the domain by which Entra knows the tenant. */
  readonly domains: string;
  /** Left out: Microsoft's own. Else the origin of a simulator on this machine, and no other. */
  readonly simulator?: string;
};

/** Where Microsoft's services stand in each cloud (Graph: national cloud deployments; Bot Service: configuration per cloud). */
export type Cloud = {
  /** Origin of Microsoft Graph, without a version. */
  readonly graph: string;
  /** Authority that issues the bot's own tokens. */
  readonly authority: string;
  /** Microsoft's preferred name for the same service, where it is another: that is where MSAL goes. */
  readonly authorityAlias?: string;
  /**
   * Where Teams makes chats for whoever has the app, as long as it has named no service url itself (Microsoft 365 Agents SDK:
   * well-known endpoints for proactive messages); null: none is documented.
   */
  readonly firstService: string | null;
  /** Resource of the tokens that Azure's own PostgreSQL servers take as a password. */
  readonly postgres: string;
  /** Origin of the Microsoft Entra admin center (Microsoft Entra FAQ: URLs to allow); both government clouds have one. */
  readonly portal: string;
  readonly sharePoint: SharePoint;
  readonly botFramework: {
    /** `iss` of the tokens that Teams' requests carry. */
    readonly tokenIssuer: string;
    /** Where the keys of that issuer are published. */
    readonly openIdMetadata: string;
    /** Resource of the tokens that the bot sends to the connector. */
    readonly connectorResource: string;
    /** Hosts the bot may answer to: an exact name, or all names below one when it starts with a dot. */
    readonly serviceHosts: readonly string[];
    /** Whether a service may be spoken to without TLS: only a simulator on this machine is. */
    readonly plainHttp: boolean;
  };
};

const PUBLIC_BOT = {
  tokenIssuer: 'https://api.botframework.com',
  openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  connectorResource: 'https://api.botframework.com',
  serviceHosts: ['smba.trafficmanager.net', '.teams.microsoft.com', '.botframework.com'],
  plainHttp: false,
} as const;

const US_GOVERNMENT_BOT = {
  tokenIssuer: 'https://api.botframework.us',
  openIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  connectorResource: 'https://api.botframework.us',
  serviceHosts: ['.teams.microsoft.us', '.botframework.azure.us', '.botframework.us'],
  plainHttp: false,
} as const;

const CHINA_BOT = {
  tokenIssuer: 'https://api.botframework.azure.cn',
  openIdMetadata: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
  connectorResource: 'https://api.botframework.azure.cn',
  serviceHosts: ['.botframework.azure.cn', '.teams.microsoftonline.cn'],
  plainHttp: false,
} as const;

export const CLOUD_NAMES = ['global', 'usgov', 'usgov-dod', 'china'] as const;
export type CloudName = (typeof CLOUD_NAMES)[number];

export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
  global: {
    graph: 'https://graph.microsoft.com',
    postgres: 'https://ossrdbms-aad.database.windows.net',
    authority: 'https://login.microsoftonline.com',
    firstService: 'https://smba.trafficmanager.net/teams/',
    portal: 'https://entra.microsoft.com',
    sharePoint: { below: '.sharepoint.com', domains: '.onmicrosoft.com' },
    botFramework: PUBLIC_BOT,
  },
  usgov: {
    graph: 'https://graph.microsoft.us',
    postgres: 'https://ossrdbms-aad.database.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
    firstService: 'https://smba.infra.gov.teams.microsoft.us/teams/',
    portal: 'https://entra.microsoft.us',
    sharePoint: { below: '.sharepoint.us', domains: '.onmicrosoft.us' },
    botFramework: US_GOVERNMENT_BOT,
  },
  'usgov-dod': {
    graph: 'https://dod-graph.microsoft.us',
    postgres: 'https://ossrdbms-aad.database.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
    firstService: 'https://smba.infra.dod.teams.microsoft.us/teams/',
    portal: 'https://entra.microsoft.us',
    sharePoint: { below: '.sharepoint-mil.us', domains: '.onmicrosoft.us' },
    botFramework: US_GOVERNMENT_BOT,
  },
  china: {
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    postgres: 'https://ossrdbms-aad.database.chinacloudapi.cn',
    authority: 'https://login.chinacloudapi.cn',
    authorityAlias: 'https://login.partner.microsoftonline.cn',
    firstService: null,
    portal: 'https://entra.microsoftonline.cn',
    sharePoint: { below: '.sharepoint.cn', domains: '.partner.onmschina.cn' },
    botFramework: CHINA_BOT,
  },
};
