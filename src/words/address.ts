/** An address in the internet, with its port; what is none is not shown. */
const ADDRESS = /^\[?(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]{2,45})\]?(?::\d{1,5})?$/i;

export const wholeAddress = (address: string): string => (ADDRESS.test(address.trim()) ? address.trim() : '…');

/** Its beginning: enough to tell one from another, and not whose it is. */
export function shortAddress(address: string): string {
  const [, begin] = /^\[?((?:\d{1,3}\.\d{1,3}|[0-9a-f]{1,4}:[0-9a-f]{1,4})[.:])/i.exec(wholeAddress(address)) ?? [];
  return `${begin ?? ''}…`;
}
