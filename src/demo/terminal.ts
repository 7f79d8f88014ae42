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
 * Hears keys, each as it is pressed, where there is a terminal. Where there is none, lines come: an empty one is Enter, and
 * what ends another is none.
 * @param on what to do with a key; `stop`: with Ctrl+C, which a terminal that gives each key does not make a signal
 */
export function hear(input: Input, on: { readonly key: (key: Key) => void; readonly stop: () => void }): void {
  if (input.isTTY !== true) {
    hearLines(input, on.key);
    return;
  }
  input.setRawMode?.(true);
  input.setEncoding('utf8');
  input.on('data', (sent: string) => {
    for (const one of sent) {
      if (one === CTRL_C) on.stop();
      else pressed(one === '\n' ? ENTER.sends : one, on.key);
    }
  });
}

function hearLines(input: Input, press: (key: Key) => void): void {
  let isEmpty = true;
  input.setEncoding('utf8');
  input.on('data', (sent: string) => {
    for (const one of sent.replaceAll('\r', '')) {
      if (one !== '\n') pressed(one, press);
      else if (isEmpty) press(ENTER);
      isEmpty = one === '\n';
    }
  });
}

function pressed(sent: string, press: (key: Key) => void): void {
  const key = keyOf(sent.toLowerCase());
  if (key !== undefined) press(key);
}
