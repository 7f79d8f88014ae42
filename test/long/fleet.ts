import { people } from '../../src/simulator/seed/seed.ts';
import { openJournal } from '../../src/store/checks/journal-reader.ts';
import { openReading } from '../../src/store/open-reading.ts';
import { all } from '../../src/store/query.ts';
import { startBalancer, type Balancer } from '../../src/simulator/balancer.ts';
import type { BotMessage } from '../support/fake-teams.ts';
import { ownServer, type OwnServer } from '../../src/simulator/postgres/own.ts';
import { wayTo, type Way } from '../support/way.ts';
import type { BotProcess } from '../production/bot-process.ts';
import { Chat, HOME, until } from '../production/chat.ts';
import type { World } from '../production/world.ts';

const CHANNEL = '19:security@thread.tacv2';

/** A place for a process: its own way to the database, and whoever runs there now. */
type Place = { readonly way: Way; bot: BotProcess };

/** Three production processes on one PostgreSQL server of their own, behind one address. */
export class Fleet {
  readonly server: OwnServer;
  readonly world: World;
  readonly balancer: Balancer;
  readonly chat: Chat;
  readonly places: readonly Place[];

  private constructor(server: OwnServer, world: World, balancer: Balancer, places: readonly Place[]) {
    this.server = server;
    this.world = world;
    this.balancer = balancer;
    this.places = places;
    const { teams, serviceUrl } = world.microsoft;
    // A connection of its own for each request, as from the many machines that Teams comes from.
    const once: typeof fetch = (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set('connection', 'close');
      return fetch(url, { ...init, headers });
    };
    this.chat = new Chat(() => balancer.url, teams, serviceUrl, once);
    this.toAll();
  }

  /** All three are started at the same moment, on an empty database. */
  static async begin(world: World): Promise<Fleet> {
    const server = await ownServer(process.env);
    const ways = await Promise.all([1, 2, 3].map(() => wayTo(server.port)));
    const bots = await Promise.all(ways.map((way) => launched(world, server, way).started()));
    const places = ways.flatMap((way, n) => (bots[n] === undefined ? [] : [{ way, bot: bots[n] }]));
    return new Fleet(server, world, await startBalancer(), places);
  }

  /** The one of those that are asked that began to lead last. */
  leader(among: readonly Place[] = this.places): Place {
    const [last] = among
      .map((place) => ({ place, epoch: Number(place.bot.logged('leader.began').at(-1)?.['epoch'] ?? -1) }))
      .sort((a, b) => b.epoch - a.epoch);
    if (last === undefined || last.epoch < 0) throw new Error('nobody leads');
    return last.place;
  }

  others(than: Place): readonly Place[] {
    return this.places.filter((place) => place !== than);
  }

  /** Another process in the place of one that has ended; one that cannot start is started again, as by a service manager. */
  async replace(place: Place, tries = 3): Promise<void> {
    await place.bot.exit;
    try {
      place.bot = await launched(this.world, this.server, place.way).started();
    } catch (error) {
      if (tries === 1) throw error;
      await this.replace(place, tries - 1);
    }
    this.toAll();
  }

  toAll(): void {
    this.to(this.places);
  }

  /** Where requests go from now on. */
  to(places: readonly Place[]): void {
    this.balancer.to(places.map(({ bot }) => Number(new URL(bot.url).port)));
  }

  /** Has a channel told of everything. */
  async subscribe(): Promise<void> {
    const conversation = { id: `${CHANNEL};messageid=1`, conversationType: 'channel', tenantId: HOME, isGroup: true };
    const channel = { id: CHANNEL, type: 'standard' };
    const channelData = { tenant: { id: HOME }, team: { id: '19:team@thread.tacv2' }, channel };
    await this.chat.post({ ...this.chat.message('ada', 'notify here'), conversation, channelData });
    await until(() => this.world.microsoft.teams.messages.length > 0, 'the answer');
  }

  /** Somebody switches a partner's sync past the bot. */
  act(tenantId: string, isOn: boolean): void {
    const { id, displayName, userPrincipalName } = people.eli;
    const actor = { user: { id, displayName, userPrincipalName }, ipAddress: '203.0.113.7' };
    this.world.microsoft.graph.act(actor, tenantId, (partner) => {
      const policy = partner?.identitySynchronization;
      if (policy) policy.userSyncInbound = { isSyncAllowed: isOn };
      return partner;
    });
  }

  /** What stands in the channel and says so of a partner. */
  inChannel(says: string, about: string): readonly BotMessage[] {
    return this.world.microsoft.teams.messages.filter(
      (message) =>
        message.conversationId.startsWith(CHANNEL) &&
        message.summary.includes(says) &&
        this.chat.words(message).includes(about),
    );
  }

  /** Ada writes a line; resolves to what is said to her that has these words, whatever else is said at that moment. */
  async ask(line: string, words: RegExp): Promise<BotMessage> {
    const { messages } = this.world.microsoft.teams;
    const before = messages.length;
    const answers = (): readonly BotMessage[] =>
      messages.slice(before).filter(({ conversationId }) => conversationId === 'a:ada');
    const found = (): BotMessage | undefined => answers().find((message) => words.test(this.chat.words(message)));
    const response = await this.chat.post(this.chat.message('ada', line));
    if (response.status !== 200) throw new Error(`"${line}": HTTP ${response.status}`);
    const said = (): string => `an answer to "${line}" in: ${answers().map((one) => this.chat.words(one)).join(' --- ')}`; // prettier-ignore
    await until(() => found() !== undefined, said);
    const answer = found();
    if (answer === undefined) throw new Error(line);
    return answer;
  }

  /** Cards of changes of a partner in Ada's own chat. */
  cards(about: string): readonly BotMessage[] {
    return this.world.microsoft.teams.messages.filter(
      (message) =>
        message.conversationId === 'a:ada' &&
        /C-[0-9A-Z]{8}/.test(this.chat.words(message)) &&
        this.chat.words(message).includes(about),
    );
  }

  /** The writes that took effect. */
  effects(): number {
    return this.world.microsoft.graph.requests.filter(({ method, effect }) => method === 'PATCH' && effect).length;
  }

  /** What the journal's check finds. */
  async faults(): Promise<readonly unknown[]> {
    const journal = await openJournal(addressOf(this.server));
    try {
      return (await journal.verify(null)).faults;
    } finally {
      await journal.close();
    }
  }

  /** How many changes there are in each state. */
  async states(): Promise<Readonly<Record<string, number>>> {
    const reading = await openReading(addressOf(this.server));
    try {
      const rows = await reading.ask(all('SELECT state, count(*) AS changes FROM changes GROUP BY state'));
      return Object.fromEntries(rows.map(({ state, changes }) => [String(state), Number(changes)]));
    } finally {
      await reading.close();
    }
  }

  async end(): Promise<void> {
    await this.balancer.close();
    for (const { bot } of this.places) bot.kill('SIGKILL');
    await Promise.all(this.places.map(({ bot }) => bot.exit));
    await Promise.all(this.places.map(({ way }) => way.close()));
    await this.server.remove();
  }
}

const addressOf = ({ port, user, database, ownersPassword }: OwnServer) => ({
  host: '127.0.0.1',
  port,
  user,
  database,
  tls: false,
  ca: null,
  password: () => Promise.resolve(ownersPassword),
});

function launched(world: World, { user, database, ownersPassword }: OwnServer, { port }: Way): BotProcess {
  const settings = {
    ...world.environment,
    STORE: `postgres://${user}@127.0.0.1:${port}/${database}`,
    PGPASSWORD: ownersPassword,
    WATCH_INTERVAL_SECONDS: '1',
  };
  return world.launch(settings, { [`127.0.0.1:${port}`]: port });
}
