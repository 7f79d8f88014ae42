import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBridgekeeper, type Bridgekeeper } from '../../src/bridgekeeper.ts';
import type { AppIdentity, Telemetry } from '../../src/app/ports.ts';
import type { Budgets } from '../../src/app/hearing/limits.ts';
import type { ApprovalRule } from '../../src/domain/change/approval.ts';
import type { PrivateAnswers } from '../../src/domain/replies/private-answers.ts';
import { parseTenantId } from '../../src/domain/ids.ts';
import { createLog } from '../../src/runtime/log.ts';
import { startGraph, type GraphSimulator, type Partner, type SimulatedTenant } from '../../src/simulator/graph.ts';
import { believableTenant, organizations, people } from '../../src/simulator/seed/seed.ts';
import { buttonsOf, inputsOf, wordsOf } from './cards.ts';
import { startFakeTeams, type BotMessage, type Card, type FakeTeams } from './fake-teams.ts';
import { startFakeSharePoint, type FakeSharePoint } from './fake-sharepoint.ts';
import { lived, livedTimeout } from './lived.ts';
import { putNewStore } from './new-store.ts';
import { onlyToken } from '../../src/identity/only-token.ts';

export { organizations, people } from '../../src/simulator/seed/seed.ts';

export type Who = keyof typeof people;
export type Where = 'personal' | 'group' | 'channel';

export const APP_ID = '0b3c5d7e-1f2a-4b6c-8d9e-a0b1c2d3e4f5';
/** The bot's own service principal, as its token names it where it says what it may do. */
export const SERVICE_PRINCIPAL_ID = 'c3a9f1d2-7b64-4e58-a0c7-91d2e3f4a5b6';
const BOT_ID = `28:${APP_ID}`;
const HOME = organizations.woodgrove.tenantId;
/** The team of every channel of which a story does not say more. */
export const TEAM = '19:team@thread.tacv2';
const byTheClock = AbortSignal.timeout.bind(AbortSignal);
/** Stories that go on in this process: they share its time-outs, which are in lived time until the last has ended. */
let goingOn = 0;

/** What every administrator is told alone, at a moment that no story chooses; of a partner it says whom first. */
const UNASKED =
  /^(?:.* · [0-9a-f]{8}: )?(?:I begin with an empty memory|Nobody hears of changes that are not made through me|May this partner stay open|Nobody has said whether|Nobody says why|A partner stays open)/;

export type Answer = {
  readonly status: number;
  readonly type: string;
  readonly card: Card | undefined;
  readonly text: string;
};

export type StoryOptions = {
  readonly tenant?: SimulatedTenant;
  readonly confirmWithinMinutes?: number;
  readonly readLagMs?: number;
  readonly auditDelayMs?: number;
  readonly pageSize?: number;
  /** How long the bot waits for an answer of Graph's, in lived time; left out: hardly. */
  readonly graphWithinMs?: number;
  /** Whether Graph beta may be used; left out: it may. */
  readonly preview?: boolean;
  /** Left out: those of production. */
  readonly limits?: Budgets;
  /** What somebody may ask does not grow while the story goes on, but only when time passes in it; left out: it does. */
  readonly limitsStand?: boolean;
  /** Left out: guests may not use the bot. */
  readonly allowGuests?: boolean;
  /** What the bot's token for Graph says that it may do, at every moment; left out: the token says nothing. */
  readonly granted?: readonly string[];
  /** Who gets a process its own tokens, asked at each start; left out: nobody asks for any. */
  readonly identity?: () => AppIdentity;
  /** Until when the bot's certificate is valid; left out: it has none. */
  readonly certificateEnds?: number;
  readonly recertifyUnanswered?: 'tell' | 'close';
  readonly forgets?: boolean;
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** Whether it is known by which way chats are made before anybody has written; left out: it is not. */
  readonly knowsTeams?: boolean;
  /** Left out: nobody watches from outside. */
  readonly telemetry?: Telemetry;
  /** Left out: in their own chat. */
  readonly privateAnswers?: PrivateAnswers;
  /** Left out: whoever asks confirms. */
  readonly approvals?: ApprovalRule;
  /** Left out: one other. */
  readonly approvers?: number;
};

/** A token as Entra gives it to the bot; nobody checks its signature. */
function ownToken(resource: string, granted: readonly string[] | undefined): string {
  const payload = Buffer.from(JSON.stringify({ roles: granted, oid: SERVICE_PRINCIPAL_ID })).toString('base64url');
  return granted === undefined ? `token-for-${resource}` : `eyJhbGciOiJub25lIn0.${payload}.token-for-graph`;
}

/**
 * A whole bot with everything around it: Graph simulator, Teams, tokens, a store on disk, and time that only moves when
 * the story says so.
 */
export class Story {
  readonly graph: GraphSimulator;
  readonly teams: FakeTeams;
  readonly sharePoint: FakeSharePoint;
  readonly log: Record<string, unknown>[] = [];
  #options: StoryOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'bridgekeeper-'));
  readonly #skew: { ms: number };
  /** Of the skew, what the bot itself slept. */
  #sleptMs = 0;
  readonly #tokens = new Set<string>();
  #usualToken: string | undefined;
  readonly #said = new Set<string>();
  /** How far the bot's clock on the wall is behind. */
  #setBackMs = 0;
  #bot: Bridgekeeper | undefined;

  private constructor(
    graph: GraphSimulator,
    { teams, sharePoint }: { readonly teams: FakeTeams; readonly sharePoint: FakeSharePoint },
    skew: { ms: number },
    options: StoryOptions,
  ) {
    this.graph = graph;
    this.teams = teams;
    this.sharePoint = sharePoint;
    this.#skew = skew;
    this.#options = options;
  }

  static async begin(options: StoryOptions = {}): Promise<Story> {
    const skew = { ms: 0 };
    const graph = await startGraph({
      tenant: options.tenant ?? believableTenant(),
      now: () => new Date(Date.now() + skew.ms),
      appId: APP_ID,
      sleep: lived,
      ...(options.auditDelayMs === undefined ? {} : { auditDelayMs: options.auditDelayMs }),
      ...(options.readLagMs === undefined ? {} : { readLagMs: options.readLagMs }),
      ...(options.pageSize === undefined ? {} : { pageSize: options.pageSize }),
    });
    AbortSignal.timeout = livedTimeout;
    goingOn += 1;
    const teams = await startFakeTeams(undefined, () => Date.now() + skew.ms);
    const story = new Story(graph, { teams, sharePoint: await startFakeSharePoint() }, skew, options);
    putNewStore(story.storePath);
    await story.start();
    return story;
  }

  /** The process ends and another one starts on the same store, with other settings. */
  async restart(
    options: Pick<StoryOptions, 'preview' | 'allowGuests' | 'approvals' | 'approvers'> = {},
  ): Promise<void> {
    await this.stop();
    this.#options = { ...this.#options, ...options };
    await this.start();
  }

  async start(): Promise<void> {
    const lines = { write: (line: string) => void this.log.push(JSON.parse(line) as Record<string, unknown>) };
    const tenantId = parseTenantId(HOME);
    if (tenantId === undefined) throw new Error('home');
    this.#bot = await startBridgekeeper({
      cloud: {
        graph: this.graph.url,
        authority: 'https://login.invalid',
        firstService: this.#options.knowsTeams === true ? this.teams.serviceUrl : null,
        postgres: 'https://postgres.invalid',
        portal: 'https://entra.invalid',
        sharePoint: { below: '.sharepoint.invalid', domains: '.invalid', simulator: this.sharePoint.url },
        botFramework: {
          tokenIssuer: this.teams.issuer.issuer,
          openIdMetadata: this.teams.openIdMetadata,
          connectorResource: 'https://api.botframework.com',
          serviceHosts: ['127.0.0.1'],
          plainHttp: true,
        },
      },
      appId: APP_ID,
      tenantId,
      identity:
        this.#options.identity?.() ??
        onlyToken((resource) => Promise.resolve(ownToken(resource, this.#options.granted))),
      store: this.storePath,
      preview: this.#options.preview ?? true,
      allowGuests: this.#options.allowGuests ?? false,
      approvals: this.#options.approvals ?? 'self',
      approvers: this.#options.approvers ?? 1,
      webhook: this.#options.webhook ?? null,
      ...(this.#options.forgets !== undefined && { forgets: this.#options.forgets }),
      recertifyUnanswered: this.#options.recertifyUnanswered ?? 'tell',
      ...(this.#options.certificateEnds !== undefined && { certificateEnds: this.#options.certificateEnds }),
      ...(this.#options.privateAnswers && { privateAnswers: this.#options.privateAnswers }),
      confirmWithinMilliseconds: (this.#options.confirmWithinMinutes ?? 15) * 60_000,
      watchEveryMs: 0,
      port: 0,
      host: '127.0.0.1',
      tickEveryMs: 0,
      connectorWithinMs: 1_000,
      ...(this.#options.limits === undefined ? {} : { limits: this.#options.limits }),
      graph: { attemptWithinMs: this.#options.graphWithinMs ?? 1_200, retryDelaySeconds: 0.01 },
      clock: {
        now: () => Date.now() + this.#skew.ms - this.#setBackMs,
        elapsed: () => (this.#options.limitsStand === true ? -this.#sleptMs : performance.now()) + this.#skew.ms,
        // Time jumps on instead of passing, but the event loop gets its turn.
        sleep: async (milliseconds) => {
          this.#skew.ms += milliseconds;
          this.#sleptMs += milliseconds;
          await lived(Math.min(milliseconds / 20, 50));
        },
      },
      log: createLog('trace', lines),
      ...(this.#options.telemetry && { telemetry: this.#options.telemetry }),
    });
  }

  /** The file in which the bot keeps what it remembers. */
  get storePath(): string {
    return join(this.#folder, 'store.db');
  }

  get bot(): Bridgekeeper {
    if (this.#bot === undefined) throw new Error('the bot is not running');
    return this.#bot;
  }
  get url(): string {
    return `http://127.0.0.1:${this.bot.port}`;
  }

  /** Somebody writes a line; resolves to what the bot posted because of it. */
  async say(who: Who, text: string, more: Readonly<Record<string, unknown>> = {}): Promise<readonly BotMessage[]> {
    const before = this.teams.messages.length;
    const response = await this.post(this.message(who, text, more));
    if (response.status !== 200) throw new Error(`say: HTTP ${response.status}`);
    return this.teams.messages.slice(before);
  }

  /** The one message the bot answered with. */
  async ask(who: Who, text: string, more: Readonly<Record<string, unknown>> = {}): Promise<BotMessage> {
    const before = this.teams.messages.length;
    await this.say(who, text, more);
    // A turn that takes long is answered before its reply is there; on a busy machine many do.
    const answers = () => this.teams.messages.slice(before).filter(({ summary }) => !UNASKED.test(summary));
    await this.until(() => answers().length > 0, `an answer to "${text}"`);
    const posted = answers();
    const [only] = posted;
    if (only === undefined || posted.length > 1) throw new Error(`"${text}": ${posted.length} answers`);
    return only;
  }

  /** What people read in a message now. */
  words(message: BotMessage): string {
    return wordsOf(message.cards.at(-1));
  }

  /** Somebody presses a button of the card as it is now. */
  async press(
    who: Who,
    message: BotMessage,
    title: string,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer> {
    const card = message.cards.findLast((shown) => buttonsOf(shown).some((button) => button.title === title));
    const button = buttonsOf(card).find((known) => known.title === title);
    if (button === undefined) throw new Error(`no button ${title} on: ${wordsOf(message.cards.at(-1))}`);
    return this.invoke(who, message, { action: { type: 'Action.Execute', ...button }, trigger: 'manual' }, more);
  }

  /** As press, with something typed into the card's first input, or into the inputs of these ids: clients add it to the button's data. */
  async typeAndPress(
    who: Who,
    message: BotMessage,
    typed: string | Readonly<Record<string, string>>,
    title: string,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer> {
    const card = message.cards.at(-1);
    const button = buttonsOf(card).find((known) => known.title === title);
    const [input = 'typed'] = inputsOf(card);
    if (button === undefined) throw new Error(`no button ${title} on: ${wordsOf(card)}`);
    const inputs = typeof typed === 'string' ? { [input]: typed } : typed;
    const action = { type: 'Action.Execute', ...button, data: { ...(button.data as object), ...inputs } };
    return this.invoke(who, message, { action, trigger: 'manual' }, more);
  }

  /** Asks, confirms, and waits for the end: the card shows `outcome` then. */
  async change(who: Who, line: string, outcome = 'Applied'): Promise<BotMessage> {
    const card = await this.ask(who, line);
    await this.press(who, card, 'Confirm');
    await this.seen(card, outcome);
    return card;
  }

  /** Presses a button whose answer is a new card beside the pressed one. */
  async pressForCard(who: Who, message: BotMessage, title: string): Promise<BotMessage> {
    const before = this.teams.messages.length;
    await this.press(who, message, title);
    await this.until(() => this.teams.messages.length > before, `a new card after ${title}`);
    return this.last;
  }

  /** The message the bot posted last. */
  get last(): BotMessage {
    const last = this.teams.messages.at(-1);
    if (last === undefined) throw new Error('no message yet');
    return last;
  }

  async invoke(
    who: Who,
    message: Pick<BotMessage, 'id' | 'conversationId'>,
    value: unknown,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer> {
    const response = await this.post({
      ...this.message(who, '', {}),
      text: undefined,
      type: 'invoke',
      name: 'adaptiveCard/action',
      conversation: this.conversation('personal', message.conversationId),
      replyToId: message.id,
      value,
      ...more,
    });
    const body = (await response.json()) as { statusCode: number; type: string; value: unknown };
    const card = body.type.endsWith('card.adaptive') ? (body.value as Card) : undefined;
    return {
      status: response.status,
      type: body.type,
      card,
      text: card === undefined ? String(body.value) : wordsOf(card),
    };
  }

  message(who: Who, text: string, more: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const user = people[who];
    this.#said.add(text);
    const activity: Record<string, unknown> = {
      type: 'message',
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: this.teams.serviceUrl,
      from: { id: `29:${who}`, name: user.displayName, aadObjectId: user.id },
      recipient: { id: BOT_ID, name: 'Bridgekeeper' },
      conversation: this.conversation('personal', `a:${who}`),
      channelData: { tenant: { id: HOME } },
      text,
      ...more,
    };
    const { conversation, channelData } = activity as {
      conversation?: { id: string; conversationType?: string };
      channelData?: { team?: { id: string } | null };
    };
    if (conversation?.conversationType !== 'channel' || channelData === undefined) return activity;
    // As Teams names them: the team, and the channel without its thread.
    const channel = { id: conversation.id.replace(/;.*$/s, '') };
    const { team = { id: TEAM } } = channelData;
    if (team !== null) this.teams.channel(team.id, channel.id);
    return { ...activity, channelData: { team, channel, ...channelData } };
  }

  conversation(where: Where, id: string): Record<string, unknown> {
    const conversationType = where === 'group' ? 'groupChat' : where;
    return { id, conversationType, tenantId: HOME, isGroup: where !== 'personal' };
  }

  /** An activity to the bot's endpoint, signed as the Bot Framework does unless told otherwise. */
  post(activity: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token()}`, ...headers },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
  }

  /** Teams sends the same one for an hour; with claims of its own it is another one. */
  token(claims?: Readonly<Record<string, unknown>>): string {
    const token =
      claims === undefined
        ? (this.#usualToken ??= this.teams.issuer.token(APP_ID, this.teams.serviceUrl))
        : this.teams.issuer.token(APP_ID, this.teams.serviceUrl, claims);
    this.#tokens.add(token);
    return token;
  }

  /** Milliseconds since 1970, as the story has it. */
  now(): number {
    return Date.now() + this.#skew.ms;
  }

  /** Time passes, and the bot has not looked yet. */
  passUnnoticed(minutes: number): void {
    this.#skew.ms += minutes * 60_000;
  }

  /** Time passes, and the bot notices. */
  async later(minutes: number): Promise<void> {
    this.#skew.ms += minutes * 60_000;
    await this.bot.tick();
  }

  /** Somebody sets back the clock on the wall of the bot's machine. */
  setClockBack(minutes: number): void {
    this.#setBackMs += minutes * 60_000;
  }

  /** Waits until what people see says so; work goes on after a click is answered. */
  async until(condition: () => boolean | Promise<boolean>, what = 'condition'): Promise<void> {
    for (let tries = 0; tries < 400; tries += 1) {
      if (await condition()) return;
      // What comes at once is seen at once; from then on as often as the bot looks at the clock in production.
      this.#skew.ms += tries < 5 ? 100 : 500;
      await this.bot.tick();
      await lived(5);
    }
    throw new Error(`never: ${what}`);
  }

  async seen(message: BotMessage, text: string): Promise<void> {
    await this.until(() => this.words(message).includes(text), `"${text}" in: ${this.words(message)}`);
  }

  /** The Graph requests that changed something or tried to. */
  writes(): readonly string[] {
    return this.graph.requests
      .filter(
        (request) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method) && !request.path.includes('check'),
      )
      .map(({ method, path }) => `${method} ${path.replace(/^.*(crossTenantAccessPolicy|policies)\//, '')}`);
  }

  /** Somebody changes a partner in the portal. */
  elsewhere(who: Who, tenantId: string, edit: (partner: Partner) => void): void {
    const { id, displayName, userPrincipalName } = people[who];
    const actor = { user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' };
    this.graph.act(actor, tenantId, (partner) => {
      if (partner === undefined) throw new Error(`no partner ${tenantId}`);
      edit(partner);
      return partner;
    });
  }

  /** The watcher looks; what it found is being posted. */
  async watch(): Promise<void> {
    await this.bot.watch();
  }

  /** The id of the change that a card is about. */
  changeOn(card: BotMessage): string {
    return /C-[0-9A-Z]{8}/.exec(this.words(card))?.[0] ?? 'no id';
  }

  /** Whether a tenant may synchronise users in, as Graph has it. */
  letsIn({ tenantId }: { readonly tenantId: string }): boolean {
    return this.partner(tenantId)?.identitySynchronization?.userSyncInbound?.isSyncAllowed === true;
  }

  partner(tenantId: string) {
    return this.graph.tenant.partners.get(tenantId);
  }

  async stop(withinMs = 10_000): Promise<void> {
    await this.#bot?.stop(withinMs);
    this.#bot = undefined;
  }

  /** What must not be in the log or on a card, and is; empty: nothing. Cards name people, and the log names nobody. */
  leaks(): readonly string[] {
    const everybody = Object.values(people);
    const signatures = [...this.#tokens].map((token) => token.split('.')[2] ?? '').filter((text) => text.length > 20);
    const never = [...signatures, 'token-for-', 'Bearer '];
    const signInNames = everybody.map((user) => user.userPrincipalName);
    const reasons = [...this.#said].flatMap((text) => /because (.+)/.exec(text)?.[1] ?? []);
    const found = (where: string, told: unknown, secrets: readonly string[]): readonly string[] => {
      const text = JSON.stringify(told);
      const tokens = text.match(/eyJ[\w-]{12,}/g) ?? [];
      return [...tokens, ...secrets.filter((secret) => text.includes(secret))].map((secret) => `${where}: ${secret}`);
    };
    return [
      ...found('log', this.log, [...never, ...signInNames, ...everybody.map((user) => user.displayName), ...reasons]),
      ...found('chat', this.teams.messages, [...never, '.ts:', 'node:internal']),
    ];
  }

  /** Lets go of what was recorded so far, after a look whether any of it is nobody's business. */
  forget(): void {
    this.#checkLeaks();
    this.log.length = 0;
    this.graph.clearRequests();
    this.teams.forget();
    this.#said.clear();
  }

  #checkLeaks(): void {
    const leaks = this.leaks();
    if (leaks.length > 0) throw new Error(`told what is nobody's business: ${leaks.join(', ')}`);
  }

  async end(): Promise<void> {
    await this.stop(50);
    goingOn -= 1;
    if (goingOn === 0) AbortSignal.timeout = byTheClock;
    this.#checkLeaks();
    await this.graph.close();
    await this.teams.close();
    await this.sharePoint.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
