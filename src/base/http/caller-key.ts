import { isIPv6 } from 'node:net';

/** The groups that a network of IPv6 has in common: one customer has at least all of a /64 (RFC 6177). */
const NETWORK_GROUPS = 4;
const GROUPS = 8;

/** By what callers from an address are counted: the address itself, and of IPv6 the network, whose addresses cost nothing. */
export function callerKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  const [bare = ''] = address.split('%');
  const [head = [], tail = []] = bare.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, GROUPS - head.length - tail.length)).fill('0');
  const network = [...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
