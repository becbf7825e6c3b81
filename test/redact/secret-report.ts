import fc from 'fast-check';
import type { Report, ReportRef } from '../../src/model/report.ts';
import { fullReport } from '../report/sample-reports.ts';

/** What a bundle gives away of one made-up person and the network around it. */
export interface Secrets {
  readonly first: string;
  readonly last: string;
  readonly local: string;
  readonly account: string;
  readonly domain: string;
  readonly netbios: string;
  readonly host: string;
  readonly ip: string;
  readonly ipv6: string;
  readonly phone: string;
  readonly sid: string;
  readonly guid: string;
  readonly itemId: string;
  readonly epid: string;
  readonly folder: string;
  readonly document: string;
  /** A number of a telephone as people write it at home. */
  readonly national: string;
  readonly direct: string;
  /** A domain that nobody can own. */
  readonly reserved: string;
}

const FIRST = ['Alice', 'Jörg', 'Zoë', 'İpek', 'Дмитрий', "D'Arcy", 'Ann', '雷娜', 'Søren', 'Max'];
const LAST = ['Appleby', 'Müller', 'Işık', 'Иванов', "O'Connor", 'Smith-Jones', 'Ng', '李', 'Größe', 'Will'];
const DOMAINS = [
  'contoso.com',
  'fabrikam.co.uk',
  'eu.tailspin.net',
  'adatum.local',
  'contoso.onmicrosoft.com',
  'münchen-fabrikam.de',
];

const FOLDERS = ['Quarzwerk GmbH', 'Zetafin', 'Projekt Nebelhorn', 'ProjektEule', 'Größe & Co. KG', '李明公司'];
const DOCUMENTS = ['Gehaltsliste 2016', 'kündigung', 'angebot_rev3', 'Vertrag Entwurf', 'ZetaOffer-v2', '合同'];
const ENDINGS = ['.docx', '.xlsx', '.pdf', '.pptx', '.msg'];

const hex = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));
const octet = fc.integer({ min: 1, max: 254 });

export const secrets: fc.Arbitrary<Secrets> = fc
  .record({
    first: fc.constantFrom(...FIRST),
    last: fc.constantFrom(...LAST),
    domain: fc.constantFrom(...DOMAINS),
    style: fc.constantFrom('.', '_', '-', ''),
    machine: fc.constantFrom('fe', 'exch', 'pc-', 'srv'),
    number: fc.integer({ min: 10, max: 99 }),
    ip: fc.tuple(fc.constantFrom(10, 172, 192, 203), octet, octet, octet),
    ipv6: fc.tuple(hex(4), hex(4)),
    phone: fc.integer({ min: 100_000_000, max: 999_999_999 }),
    rid: fc.integer({ min: 1000, max: 99_999 }),
    guid: fc.tuple(hex(8), hex(4), hex(4), hex(4), hex(12)),
    id: fc.uint8Array({ minLength: 60, maxLength: 60 }),
    epid: hex(10),
    folder: fc.constantFrom(...FOLDERS),
    document: fc
      .tuple(fc.constantFrom(...DOCUMENTS), fc.constantFrom(...ENDINGS))
      .map(([name, ending]) => name + ending),
    reserved: fc.constantFrom('nordwind.example', 'suedpol.test', 'lab.westkap.invalid'),
  })
  .map(({ first, last, domain, style, machine, number, ip, ipv6, phone, rid, guid, id, epid, ...names }) => {
    const ascii = (name: string): string => name.toLowerCase().replaceAll("'", '');
    return {
      first,
      last,
      local: `${ascii(first)}${style}${ascii(last)}`,
      account: `${ascii(first).slice(0, 2)}${ascii(last)}${number}`,
      domain,
      netbios: (domain.replace('eu.', '').split('.')[0] ?? '').toUpperCase().slice(0, 12),
      host: `${machine}${number}.${domain}`,
      ip: ip.join('.'),
      ipv6: `fe80::${ipv6[0]}:1${ipv6[1].slice(1)}`,
      phone: `+49${phone}`,
      sid: `S-1-5-21-${phone}-${rid}7-${number}123-${rid}`,
      guid: guid.join('-'),
      itemId: `AAMkAD${Buffer.from(id).toString('base64').replaceAll('=', '')}AAA=`,
      epid,
      ...names,
      national: `(0${number}) ${String(phone).slice(0, 3)}-${String(phone).slice(3, 7)}`,
      direct: `555-01${number}`,
    };
  });

const address = ({ local, domain }: Secrets): string => `${local}@${domain}`;
const fullName = ({ first, last }: Secrets): string => `${first} ${last}`;

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Lines of the wire and of the client as a trace holds them. */
export function secretLines(of: Secrets): readonly string[] {
  const [mail, name] = [address(of), fullName(of)];
  const soap = `<t:Mailbox><t:Name>${name}</t:Name><t:EmailAddress>${mail}</t:EmailAddress></t:Mailbox>`;
  return [
    `From: "${name}" <sip:${mail}>;tag=${of.epid};epid=${of.epid}`,
    `To: <sip:${mail};gruu;opaque=user:epid:${of.epid}AAA>`,
    `P-Asserted-Identity: "${name}"<sip:${mail}>,<tel:${of.phone}>`,
    `Contact: <sip:${of.ip}:49152;transport=tls>;+sip.instance="<urn:uuid:${of.guid}>"`,
    `Via: SIP/2.0/TLS ${of.ip}:5061;received=${of.ip};ms-received-port=49152`,
    `INVITE sip:${mail.toUpperCase()} SIP/2.0`,
    `POST https://${of.host}/EWS/Exchange.asmx HTTP/1.1`,
    `client-request-id: {${of.guid.toUpperCase()}}`,
    `X-AnchorMailbox: ${mail}`,
    `X-FEServer: ${of.host.split('.')[0]?.toUpperCase()}`,
    soap,
    xml(soap),
    xml(xml(soap)),
    `GET /photo?email=${encodeURIComponent(mail)}&name=${encodeURIComponent(name)} HTTP/1.1`,
    `<t:ItemId Id="${of.itemId}" ChangeKey="CQAAABYAAAC${of.itemId.slice(6, 30)}" />`,
    `Opening C:\\Users\\${of.account}\\AppData\\Local\\Microsoft\\Office\\16.0\\Lync\\sip_${mail}\\History Spooler`,
    `file:///C:/Users/${encodeURIComponent(of.account)}/AppData/Local`,
    `/home/${of.account}/logs`,
    `signed in as ${of.netbios}\\${of.account}, ${of.sid}`,
    `[${of.host.split('.')[0]}\\${of.host}]1BD4.2B00::06/08/2016-09:14:07.899 dial tel:${of.phone}`,
    `Ice candidate ${of.ip} 3478, [${of.ipv6}]:443`,
    `Authorization: Basic ${Buffer.from(`${of.netbios}\\${of.account}:x`).toString('base64')}`,
    `blob ${Buffer.from(`xx${mail}yy.`).toString('base64')} and ${Buffer.from(` ${mail} `, 'utf16le').toString('base64')}`,
    `payload ${Buffer.from(mail).toString('hex')} ${Buffer.from(`<${mail}>`, 'utf16le').toString('hex').toUpperCase()}`,
    `Display Name : ${name}`,
    `Identity : ${of.domain}/Users/${name}\\Drafts`,
    `sip:${mail} is offline; ${name} too`,
    `Opening D:\\Kunden\\${of.folder}\\${of.document}: 0x80070005`,
    JSON.stringify({ path: `\\\\srv${of.epid.slice(0, 2)}\\share\\${of.folder}\\${of.document}` }),
    `[HKCU] "Recent"=${JSON.stringify(`E:\\${of.folder}\\${of.document}`)}`,
    `\\\\?\\UNC\\srv\\share\\${of.folder}\\${of.document}`,
    `attached "${of.document}", and ${of.document.replaceAll(' ', '_')} again`,
    `file:///D:/Kunden/${encodeURIComponent(of.folder)}/${encodeURIComponent(of.document)}`,
    `GET https://contoso.sharepoint.com/sites/${encodeURIComponent(of.folder)}/Shared%20Documents/${encodeURIComponent(of.document)}`,
    `open %userprofile%\\Documents\\${of.folder}\\${of.document} and ~/${of.folder}/${of.document}`,
    `logon ${of.netbios}/${of.account} failed; user=${of.netbios}/${of.account}`,
    `call ${of.national} or dial ${of.direct} now; tel:${of.national.replace(/\D/g, '')}`,
    `connected to pc.${of.reserved}, bound to ${of.reserved}`,
    `SRS=${of.account}=40${of.domain.replace('münchen', 'mb')}`,
    `UPN=${mail};User-Agent: UCCAPI/16.0.6741.5305 OC/16.0.6741.2042 (Skype for Business); Exchange 15.1.225.42`,
  ].map((line) => line.slice(0, 200));
}

/** A report of everything that the lines of somebody can reach. */
export function secretReport(of: Secrets): Report {
  const lines = secretLines(of);
  let next = 0;
  const path = `sip_${address(of)}/${fullName(of)}.etl`;
  const refs = (): readonly ReportRef[] =>
    lines.map((text) => ({ source: path, line: ++next, offset: next * 10, at: '2016-07-12T09:31:05.123Z', text }));
  const [message] = fullReport.messages;
  return {
    ...fullReport,
    bundle: {
      name: `${of.account}-pc.zip`,
      sources: fullReport.bundle.sources.map((source) => ({ ...source, path })),
    },
    environment: {
      ...fullReport.environment,
      user: { value: address(of), certainty: 'proven', evidence: refs() },
      ewsUrl: { value: `https://${of.host}/EWS/Exchange.asmx`, certainty: 'proven', evidence: [] },
    },
    messages:
      message === undefined
        ? []
        : [
            {
              ...message,
              causes: ['drafts-bug-2016-06'],
              recipients: [address(of), `sip:${address(of)}`, fullName(of)],
              keys: {
                spoolFile: `sip_${address(of)}/History Spooler/{${of.guid}}.hist`,
                itemIds: [of.itemId],
                requestIds: [of.guid],
                conversationId: of.epid,
              },
              steps: message.steps.map((step) => ({ ...step, reason: `process of ${address(of)}`, evidence: refs() })),
              attempts: message.attempts.map((attempt) => ({ ...attempt, evidence: refs() })),
            },
          ],
    findings: fullReport.findings.map((finding) => ({
      ...finding,
      title: `${finding.title} (${address(of)})`,
      messages: ['m1'],
      evidence: refs(),
    })),
    rules: fullReport.rules.map((rule) => ({
      ...rule,
      conditions: rule.conditions.map((condition) => ({
        ...condition,
        found: `${of.host} and ${of.domain}`,
        evidence: refs(),
      })),
    })),
    gaps: [{ kind: 'zone-assumed', source: path, text: `${path} states no zone` }],
    issues: [{ code: 'NOT_RECOGNISED', source: `${of.account}.txt`, text: `no format claims ${of.account}.txt` }],
  };
}

/** All that must not be read in an output, each as a person would read it. */
export function textsOf(of: Secrets): readonly string[] {
  const words = [of.local, of.account, of.netbios, of.host.split('.')[0] ?? '', ...of.last.split(/['-]/)];
  return [
    address(of),
    fullName(of),
    of.domain,
    of.host,
    of.ip,
    of.ipv6,
    of.phone,
    of.sid,
    of.guid,
    of.itemId,
    of.itemId.slice(0, 20),
    of.epid,
    of.folder,
    of.document,
    of.document.replace(/\.\w+$/, ''),
    of.national,
    of.direct,
    of.reserved,
    ...words.filter((word) => word.length > 3 && word !== 'Will'),
  ];
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/[İı]/g, 'i').toLowerCase();
}

/** Those of some texts that stand in an output, also behind the escapes of URLs, XML and JSON. Knows nothing of the code under test. */
export function leftIn(output: string, texts: readonly string[]): readonly string[] {
  const unescaped = output
    .replace(/&(?:amp;)*(lt|gt|quot|apos|#39);/g, (_, name: string) =>
      name === 'quot' ? '"' : name === 'lt' ? '<' : name === 'gt' ? '>' : "'",
    )
    .replaceAll('\\\\', '\\')
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
  const bytes = (output.match(/(?:[0-9a-f]{2}){8,}/gi) ?? []).map((run) => Buffer.from(run, 'hex').toString('latin1'));
  const blobs = (output.match(/[A-Za-z0-9+/]{12,}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('latin1'));
  const inside = [...bytes, ...blobs].join(' ').replaceAll('\0', '');
  const shown = [plain(output), plain(unescaped), plain(output.replace(/\s+/g, ' ')), plain(inside)];
  return texts.filter((text) => shown.some((form) => form.includes(plain(text))));
}
