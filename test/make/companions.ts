import { type Ticks, ticksToIso } from '../../src/model/ticks.ts';
import { encodeText } from './encode.ts';
import type { ExchangeServer } from './exchange-call.ts';

type Properties = Readonly<Record<string, string>>;

/** A transcript of cmdlets whose objects are shown as lists, as `Out-File` and `>` write it. */
export function printedLists(objects: readonly (readonly [command: string, Properties])[]): Buffer {
  const lists = objects.map(([command, properties]) => {
    const width = Math.max(...Object.keys(properties).map((name) => name.length));
    const lines = Object.entries(properties).map(([name, value]) => `${name.padEnd(width)} : ${value}`);
    return `PS C:\\> ${command}\n\n\n${lines.join('\n')}\n\n\n`;
  });
  return encodeText(lists.join(''), { encoding: 'utf-16le-bom', lineEnd: 'crlf' });
}

function valueText(value: string | number): string {
  if (typeof value === 'number') return `dword:${value.toString(16).padStart(8, '0')}`;
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Keys as regedit exports them. */
export function registryFile(keys: Readonly<Record<string, Readonly<Record<string, string | number>>>>): Buffer {
  const blocks = Object.entries(keys).map(([path, values]) => {
    const lines = Object.entries(values).map(([name, value]) => `"${name}"=${valueText(value)}`);
    return `[${path}]\n${lines.join('\n')}\n`;
  });
  const text = `Windows Registry Editor Version 5.00\n\n${blocks.join('\n')}\n`;
  return encodeText(text, { encoding: 'utf-16le-bom', lineEnd: 'crlf' });
}

/** The columns that matter, in their order; real logs have some 70 more. */
const COLUMNS =
  'DateTime,RequestId,MajorVersion,MinorVersion,BuildVersion,RevisionVersion,ClientRequestId,AuthenticationType,IsAuthenticated,AuthenticatedUser,Organization,UserAgent,VersionInfo,ClientIpAddress,ServerHostName,FrontEndServer,SoapAction,HttpStatus,RequestSize,ResponseSize,ErrorCode,GenericInfo';

export interface LoggedCall {
  readonly at: Ticks;
  readonly id: string;
  readonly user: string;
  readonly agent: string;
  readonly operation: string;
  readonly status?: number;
  readonly error?: string;
}

/** Protocol log of EWS, as KinesisTap's tests have one. */
export function ewsLog(server: ExchangeServer, calls: readonly LoggedCall[]): Buffer {
  const { major, minor, build, revision } = server.version;
  const two = (number: number): string => String(number).padStart(2, '0');
  const version = `${two(major)}.${two(minor)}.${String(build).padStart(4, '0')}.${String(revision).padStart(3, '0')}`;
  const rows = calls.map(({ at, id, user, agent, operation, status = 200, error = '' }) =>
    [
      ticksToIso(at),
      id,
      major,
      minor,
      build,
      revision,
      '',
      'Negotiate',
      'true',
      user,
      'contoso.com',
      agent,
      'Target=None;Req=Exchange2012/Exchange2013;',
      '192.0.2.77',
      server.frontEnd,
      server.backEnd.toUpperCase(),
      operation,
      status,
      960,
      '',
      error,
      'BackEndAuthenticator=WindowsAuthenticator;S:WLM.Bal=300000;',
    ].join(','),
  );
  const head = `#Software: Microsoft Exchange Server\n#Version: ${version}\n#Log-type: EWS Logs\n#Date: ${ticksToIso(calls[0]?.at ?? (0 as Ticks))}\n#Fields: ${COLUMNS}\n`;
  return encodeText(`${head}${rows.join('\n')}\n`, { lineEnd: 'crlf' });
}

/** The client's Configuration Information; that a paste has semicolons is assumed. */
export function configurationInformation(rows: Properties): Buffer {
  const lines = Object.entries(rows).map(([name, value]) => `${name};${value}${value.includes(';') ? ';' : ';--;'}`);
  return encodeText(`${lines.join('\n')}\n`, { lineEnd: 'crlf' });
}
