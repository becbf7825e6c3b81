import { fold, wordsOf } from './fold.ts';
import { FIRST_NAMES, VOCABULARY } from './vocabulary.ts';

/** Folders and files of Windows, of Office, of builds of both, of shares, and of what servers of Exchange, Skype for Business and SharePoint answer. */
const PATH_WORDS: ReadonlySet<string> = new Set(
  `
  windows system32 syswow64 sysnative winsxs drivers etc hosts winnt assembly framework framework64 fonts prefetch
  program files x86 x64 amd64 programdata programme common microsoft office office12 office13 office14 office15 office16 office17 root vfs
  integration clicktorun communicator lync lync99 ucmapi ucmapi64 uccapi ocpubmgr skype teams outlook winword excel powerpnt onenote iexplore
  explorer svchost lsass kernel32 ntdll msvcr120 wininet winhttp chrome firefox edge msedge java javaw
  users documents settings appdata local locallow roaming tracing temp tmp desktop downloads favorites favourites pictures music videos my
  recent templates start menu programs startup onedrive recycle bin volumeshadowcopy
  etl logs log dumps dump crash crashes reports wer inetcache inetpub wwwroot ie content word content5
  history spooler sip profile profiles default public all users home var usr opt mnt media volumes lib lib64 bin sbin
  share shares shared ipc admin print netlogon sysvol dfs unc dos device
  ews exchange asmx ecp owa oab mapi emsmdb nspi rpc rpcproxy autodiscover autodiscoverservice activesync eas powershell
  webticket webticketservice certprov certprovisioningservice groupexpansion abs ucwa mcx reach lwa rgs rgsclients datacollabweb collabcontent
  persistentchat scheduler hybridconfig locationinformation lis oauth token requesthandler requesthandlerext supportfiles wstrust adfs
  sites site teams team personal layouts forms pages lists library libraries siteassets sitepages vti client csom
  soap services schemas messages types addressing
  private public src source sources build builds bt dbs target ship debug release retail obj objd objfre inc include sdk dev
  ocs rtc uc ucc shared modules module component components transport core base wpp tmf
  x86ship x64ship u uccapilog
  datei dateien eigene dokumente bilder musik einstellungen anwendungsdaten lokale benutzer desktop
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);
/** `AutodiscoverService`: an identifier of several words. */
const CAMEL = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu;

/** A number, the counter of a spool file, a date, a letter with or without a digit. */
function isNumber(word: string): boolean {
  return /^(?:\d{1,8}|20\d{6,12}|(?=\p{N}*\d)[0-9a-f]{8}|v?\d+|[a-z]\d?)$/u.test(word);
}

function isOrdinaryWord(word: string): boolean {
  return VOCABULARY.has(word) || PATH_WORDS.has(word) || isNumber(word);
}

/** Whether part of a path tells nothing: every PC or every server has it. */
export function isOrdinaryName(name: string): boolean {
  const words = wordsOf(name);
  // `Mark Max.docx`
  if (words.length > 1 && words.filter((word) => FIRST_NAMES.has(word)).length > 0) return false;
  return words.every(isOrdinaryWord) || wordsOf(name.replace(CAMEL, ' ')).every(isOrdinaryWord);
}

/** Whether a word tells only which of several files one is: `2016`, `v2`, `final`. */
export function tellsOneOfMany(word: string): boolean {
  const plain = fold(word).replace(/[()]/g, '');
  return isNumber(plain) || /^(?:[\d._-]+|final|neu|new|old|alt|copy|kopie|draft|entwurf)$/.test(plain);
}
