import { ENTER, keyOf, type Key } from './keys.ts';

const CTRL_C = '\u0003';

/** What is needed of standard input. */
type Input = {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data', listener: (sent: string) => void): unknown;
};

/**
 * Hears keys, each as it is pressed, where there is a terminal. Where there is none, whatever comes is Enter.
 * @param on what to do with a key; `stop`: with Ctrl+C, which a terminal that gives each key does not make a signal
 */
export function hear(input: Input, on: { readonly key: (key: Key) => void; readonly stop: () => void }): void {
  if (input.isTTY !== true) {
    input.on('data', () => {
      on.key(ENTER);
    });
    return;
  }
  input.setRawMode?.(true);
  input.setEncoding('utf8');
  input.on('data', (sent: string) => {
    for (const one of sent) {
      const key = keyOf(one === '\n' ? ENTER.sends : one.toLowerCase());
      if (one === CTRL_C) on.stop();
      else if (key !== undefined) on.key(key);
    }
  });
}
