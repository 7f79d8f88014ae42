import { Socket } from 'node:net';
import type { Client, ClientConfig } from 'pg';

type Told = (error: Error | null, client: Client) => void;

/** The driver's connection, of which nothing stays open where it could not be made: the driver closes only what was made once. */
export const closingClient = (Driver: typeof Client) =>
  class extends Driver {
    readonly #socket: Socket;

    constructor(config: ClientConfig = {}) {
      const socket = new Socket();
      // The driver hides the password from whoever spreads its settings.
      super({ ...config, password: config.password, stream: () => socket });
      this.#socket = socket;
    }

    override connect(): Promise<Client>;
    override connect(told: Told): void;
    override connect(told?: Told): Promise<Client> | void {
      const made = super.connect().catch((error: unknown) => {
        this.#socket.destroy();
        throw error;
      });
      if (told === undefined) return made;
      made.then(
        (client) => {
          told(null, client);
        },
        (error: unknown) => {
          told(error instanceof Error ? error : new Error(String(error)), this);
        },
      );
    }
  };
