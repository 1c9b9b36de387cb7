import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Of IPv6 only this block is given out as addresses of the internet (IANA); tunnels into IPv4 lie in it and are refused by range. */
const GLOBAL: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether an IP address belongs to the public internet. Private, loopback, link-local, unique local, shared, reserved
 * and documentation addresses do not, nor multicast, nor whatever carries an IPv4 address inside (mapped, NAT64, 6to4,
 * Teredo). What is no IP address is not public either.
 */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL);
}

/** The IP address that the host of an address is, undefined for a name. Browsers' odd forms (0x7f000001) are resolved by URL. */
export function literalOf(url: URL): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? undefined : host;
}
