import type { Mention } from '../model/radar-report.ts';

/** What a line of interest holds, for the search in bytes: each spelling, as that search knows no letter case. */
export const MENTION_LITERALS: readonly string[] = [
  'ffline',
  'FFLINE',
  'OIM',
  'issed conv',
  'issed Conv',
  'issedConv',
  'rafts',
  'RAFTS',
  'raft ',
  'EWS',
  'Ews',
  ' ews',
  '/ews',
  'ews/',
  'xchange Web',
  'xchangeWeb',
  'xchange web',
  'pooler',
  'POOLER',
  'Spool',
  'spool',
  '.hist',
  '.HIST',
  'hors connexion',
  'hors ligne',
  'sin conex',
  'Entw',
  'rouillon',
  'orrador',
  'Bozze',
  'bozze',
  'ascunho',
];

interface Words {
  readonly mention: Mention;
  /** One of them must stand in the line, its letters made small: that is soon seen. */
  readonly holds: readonly string[];
  readonly pattern: RegExp;
}

const WORDS: readonly Words[] = [
  {
    mention: 'offline-im',
    holds: ['offline'],
    pattern:
      /(?<![a-z])(?:ims?|messag\w*|msgs?|instant|notes?|chats?|mensaje\w*|mensage\w*|messaggi\w*)(?![a-z])|nachricht|offline(?:i|messag|msg)/,
  },
  { mention: 'offline-im', holds: ['hors ', 'sin conex'], pattern: /hors (?:connexion|ligne)|sin conexi/ },
  { mention: 'offline-im', holds: ['オフライン'], pattern: /メッセージ/ },
  { mention: 'offline-im', holds: ['missed'], pattern: /missed[\s_-]?conversation/ },
  { mention: 'drafts', holds: ['draft'], pattern: /(?<![a-z])drafts?(?![a-z])|drafts(?![a-z])/ },
  {
    mention: 'drafts',
    holds: ['entw', 'brouillon', 'borrador', 'bozze', 'rascunho', '下書き'],
    pattern: /(?<![a-z])(?:entw(?:ürf|uerf)en?|brouillons?|borrador(?:es)?|bozze|rascunhos?)(?![a-z])|下書き/,
  },
  { mention: 'spooler', holds: ['spool', '.hist'], pattern: /spool|\.hist(?![a-z])/ },
  { mention: 'ews', holds: ['exchange'], pattern: /exchange\s?web/ },
];
/** `EWS`, `EwsTransport`, `/ews/`; no `news`, no `CREWS`. */
const EWS = /(?<![A-Za-z])ews(?![a-z])|(?<![A-Z])EWS|Ews(?=[A-Z])/;
/** Offline IM in short: a word of its own in capitals, and no part of an id. */
const OIM = /(?<![\w+/])OIM(?![A-Za-z\d+/])/;

/** What a line speaks of, by its words alone; mostly nothing. */
export function mentionsOf(line: string): readonly Mention[] {
  const small = line.toLowerCase();
  const mentions: Mention[] = [];
  for (const { mention, holds, pattern } of WORDS) {
    for (const one of holds) {
      if (!small.includes(one)) continue;
      if (pattern.test(small)) mentions.push(mention);
      break;
    }
  }
  if (line.includes('OIM') && OIM.test(line) && !mentions.includes('offline-im')) mentions.unshift('offline-im');
  if (small.includes('ews') && EWS.test(line)) mentions.push('ews');
  return mentions;
}
