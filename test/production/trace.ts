/** What the preload is told, and what it writes down: one line of JSON for each. */

export type Hosts = {
  /** Where `host:port` is really found on this machine; any other is refused. */
  readonly ports: Readonly<Record<string, number>>;
  /** The file that is written to. */
  readonly trace: string;
  /** How many seconds the process lives in one second. */
  readonly haste: number;
  /** The file descriptor that is open as long as the test is alive. */
  readonly lifeline: number;
};

export type Trace =
  | { readonly kind: 'connect'; readonly to: string; readonly refused: boolean }
  | { readonly kind: 'listen' }
  | ({ readonly kind: 'memory' } & Memory);

/** In bytes, after what is not needed any more is gone. */
export type Memory = {
  /** What the machine gives the process. */
  readonly resident: number;
  /** What the process has in it: objects and buffers. */
  readonly used: number;
};
