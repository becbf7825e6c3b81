import { hostPattern, isCutPublicHost, isHostName } from './domains.ts';
import type { Finds } from './finds.ts';
import { machineNames } from './machine-names.ts';

const HOST = hostPattern();
/** `\u002fmail.contoso.com`: the host stands whole where escapes are undone. */
const ESCAPE = /^u[\da-f]{4}/i;
const ESCAPE_LEAD = /(?:^|[^\\])\\$/;
const URL_HOST = /[a-z][a-z0-9+.-]{1,15}:\/\/(?:[^\s/@"<>]{1,64}@)?([\p{L}\p{N}._-]+)/giu;
/** Headers and columns that name a server by its short name. */
const SERVER =
  /\b(?:X-(?:FE|BE|TargetBE)Server|X-Calculated(?:BE|FE)Target|X-DiagInfo|X-MS-Server-Fqdn|ms-server|FrontEndServer|ServerHostName|X-Proxied-?Server|X-TargetServer|X-ServerName|X-BackEndHost|Computer(?:Name)?|Machine(?:Name)?|Host(?:Name)?|Server(?:Name|Fqdn)|Workstation|fqdn)["']?\s*[:=]\s*["']?([\p{L}\p{N}\p{M}._-]{2,255})/giu;
const COMPUTER_TAG =
  /<(?:\w+:)?(?:Computer|ComputerName|MachineName|ServerName|HostName|Server)>([\p{L}\p{N}\p{M}._-]{2,255})/giu;
/** `ms-diagnostics: 504;reason="…";source="fe01"` */
const SOURCE = /\bsource\s*=\s*"([\p{L}\p{N}\p{M}._-]{2,255})(?="|$)/giu;
const VIA = /\bSIP\/2\.0\/(?:TLS|TCP|UDP)[ \t]+([\p{L}\p{N}\p{M}._-]{2,255})/giu;
/** `sip:fe01.contoso.zone:5061`, whatever its ending. */
const SIP_HOST = /\bsips?:([\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+)(?![\p{L}\p{N}\p{M}._%+'@-])/giu;
/** A row of a log of Exchange, and the names of machines among its cells. */
const EXCHANGE_ROW = /^"?\d{4}-\d{2}-\d{2}T[\d:.]+Z"?,/;
const MACHINE_CELL = /(?<=[,"])([A-Z][A-Z0-9-]{2,14}\d[A-Z0-9-]{0,4})(?=[,"])/g;
/** The prefix of OCSLogger: `[fe01\fe01.contoso.com]`. */
const LOGGER = /\[([\p{L}\p{N}_-]{1,15})\\([\p{L}\p{N}._-]+)\]/gu;
const SHARE = /(?<![\p{L}\p{N}\\:])(?:\\\\|\\\\\\\\)(?:\?\\{1,2}UNC\\{1,2})?([\p{L}\p{N}\p{M}._-]{2,255})\\/giu;

/** Four numbers; `isIpv4` tells whether they are an address. */
export const IPV4: RegExp = /(?<![\p{L}\p{N}.])(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?![\p{L}\p{N}]|\.\d)/gu;
/** In front of a version: the name of the product and a slash, or a word for it. Behind `//` or `@` stands an address. */
const VERSION_LEAD =
  /(?:[\p{L}\p{N})]\/|\b(?:version|build|release|exchange|office|client|lync|update)\W{0,3}|\bv\.?\s?)$/iu;
const ADDRESS_LEAD =
  /(?:\/\/|@|\[|\b(?:SIP\/2\.0\/\w+|ip|address|addr|host|from|to|via|received|peer|remote|local)\W{1,3})$/i;
/** The versions of Exchange and of Office all of whose numbers are below 256: `15.1.225.42`. */
const LIKE_BUILD = /^(?:8|14|15|16)\.[0-3]\./;
const KEPT_IPV4 = /^(?:127\.|0\.0\.0\.0$|255\.)/;
/** `isIpv6` tells whether it is one. */
export const IPV6: RegExp =
  /(?<![\p{L}\p{N}.:])(?:[0-9a-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{1,4})?(?![\p{L}\p{N}]|:[0-9a-f:])/giu;

/** Whether four numbers that stand at a place are an address by which a machine may be known, and no version. */
export function isIpv4(text: string, at: number, address: string): boolean {
  const isAddress = address.split('.').every((part) => Number(part) < 256) && !KEPT_IPV4.test(address);
  return isAddress && !isVersion(text, at, address);
}

function isVersion(text: string, at: number, address: string): boolean {
  const lead = text.slice(Math.max(0, at - 24), at);
  if (ADDRESS_LEAD.test(lead)) return false;
  return VERSION_LEAD.test(lead) || LIKE_BUILD.test(address);
}

/** Eight groups, or `::` in place of some; what reads `fe::be` without a digit is a name of C++. */
export function isIpv6(text: string): boolean {
  const isShort = text.includes('::');
  const groups = text.split(':').filter((group) => group !== '').length;
  if (!/\d/.test(text) || text.indexOf('::') !== text.lastIndexOf('::')) return false;
  return isShort ? groups >= 2 && groups < 8 : groups === 8 && !text.startsWith(':') && !text.endsWith(':');
}

/** `00-1A-2B-3C-4D-5E`: the number of a network card. */
const MAC = /(?<![\p{L}\p{N}-])((?:[0-9a-f]{2}[-:]){5}[0-9a-f]{2})(?![\p{L}\p{N}-])/giu;
/** The domain of a challenge (`realm="FABSEC"`), and of a machine's account (`WKS-0042$@FABSEC`). */
const REALM = /\brealm\s*=\s*"?([\p{L}\p{N}][\p{L}\p{N}._-]{1,62})|\$@([\p{L}\p{N}][\p{L}\p{N}._-]{1,62})/giu;

/** A machine by its name, be it a short one or that of a host. */
export function findMachine(name: string, finds: Finds): void {
  if (name.includes('.')) finds.host(name);
  else finds.machine(name);
}

/** Hosts, domains and addresses of the network. Loopback and the address of nobody stay: they name no machine. */
export function findHosts(text: string, finds: Finds): void {
  if (text.includes('.')) {
    for (const { 0: host, index } of text.matchAll(HOST)) {
      if (isHostName(host) && !(ESCAPE_LEAD.test(text.slice(Math.max(0, index - 2), index)) && ESCAPE.test(host)))
        finds.host(host);
    }
    for (const match of text.matchAll(IPV4)) {
      const [, address = ''] = match;
      if (isIpv4(text, match.index, address)) finds.ip(address);
    }
  }
  for (const pattern of [URL_HOST, SERVER, COMPUTER_TAG, SOURCE, VIA, SIP_HOST]) {
    for (const match of text.matchAll(pattern)) {
      const name = (match[1] ?? '').replace(/(?<!\.)\.+$/, '');
      const isAtEnd = match.index + match[0].length === text.length;
      if (/^[\d.]+$/.test(name) || (isAtEnd && isCutPublicHost(name))) continue;
      findMachine(name, finds);
    }
  }
  for (const name of machineNames(text)) finds.machine(name);
  if (EXCHANGE_ROW.test(text)) {
    for (const [, machine = ''] of text.matchAll(MACHINE_CELL)) finds.machine(machine);
  }
  for (const [, machine = '', name = ''] of text.matchAll(LOGGER)) {
    finds.machine(machine);
    findMachine(name, finds);
  }
  for (const [, host = ''] of text.matchAll(SHARE)) {
    if (/^[\d.]+$/.test(host)) continue;
    findMachine(host, finds);
  }
  for (const [, card = ''] of text.matchAll(MAC)) finds.machine(card);
  for (const [, realm, domain] of text.matchAll(REALM)) findMachine(realm ?? domain ?? '', finds);
  if (!text.includes(':')) return;
  for (const [address] of text.matchAll(IPV6)) if (isIpv6(address)) finds.ip(address);
}
