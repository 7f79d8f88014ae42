/**
 * Where requests of the bot's may go. Every exit - Graph, tokens, signing keys, the connector - asks here before anything
 * leaves, because addresses also come from outside: next links, service urls, discovery documents, redirects.
 */
// @ts-nocheck

export interface Reach {
  allows(url: string): boolean;
  /** Throws for an address outside, naming its host only: the rest of an address may hold a secret. */
  demand(url: string): void;
}

/** @param urls addresses whose origins (scheme, host and port) may be spoken to */
export function onlyOrigins(...urls: readonly string[]): Reach {
  const origins = urls.map((url) => new URL(url).origin);
  return reach((url) => origins.includes(url.origin));
}

/**
 * @param hosts names, or all names below one when it starts with a dot; at the usual port
 * @param plainHttp whether also without TLS, at any port: only a simulator on this machine is
 */
export function onlyHosts(hosts: readonly string[], plainHttp: boolean): Reach {
  return reach(({ protocol, hostname, port }) => {
    if (protocol === 'https:' ? port !== '' : !(plainHttp && protocol === 'http:')) return false;
    return hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));
  });
}

function reach(isInside: (url: URL) => boolean): Reach {
  const allows = (text: string): boolean => {
    const url = URL.parse(text);
    return url !== null && url.username === '' && url.password === '' && isInside(url);
  };
  return {
    allows,
    demand: (url) => {
      if (!allows(url))
        throw new Error(`refused to speak to ${URL.parse(url)?.host ?? 'something that is no address'}`);
    },
  };
}
