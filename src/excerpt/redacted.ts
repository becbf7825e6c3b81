import { reportOn } from '../analyze.ts';
import type { AnalysisOptions } from '../model/analysis-options.ts';
import { findMachine } from '../model/identity/find-hosts.ts';
import type { Excerpt, NoExcerpt } from './excerpt.ts';
import { bundleOf, byFile, contentOf, type ExcerptFile, type Piece } from './excerpt-file.ts';
import { Identities } from './identities.ts';
import { leaksIn } from './leaks.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { addBookNames, redactedBook } from './redacted-book.ts';
import { redactedPath, redactedPaths } from './redacted-names.ts';
import { rewriteSpool } from './rewrite-spool.ts';
import { storedBytes } from './stored-text.ts';
import { tellsTheSame, whatStays } from './what-stays.ts';

/** Names stand in a spool file without anything around that tells what they are. */
function addSpoolNames(bytes: Uint8Array, identities: Identities): void {
  rewriteSpool(bytes, {
    written: (text) => text,
    xml: (xml) => {
      identities.add(xml);
      return xml;
    },
    other: (text) => {
      identities.add(text);
      if (!/[@\d]/.test(text)) identities.name(text);
      return text;
    },
    loose: (run) => {
      identities.add(run);
      return run;
    },
  });
}

/** What an excerpt was made of, and names of all who are named in it, and of machines that only a column gives away. */
export interface MadeOf {
  readonly pieces: readonly Piece[];
  readonly persons: readonly string[];
  readonly machines: readonly string[];
}

function identitiesOf(excerpt: Excerpt, { pieces, persons, machines }: MadeOf): Identities {
  const identities = new Identities();
  const { files, report } = excerpt;
  for (const { path, head, tail } of files) {
    identities.add(path);
    for (const { text } of [...head, ...tail]) identities.add(text ?? '');
  }
  for (const { text, bytes, file } of pieces) {
    if (text !== undefined) identities.add(text);
    else if (files[file]?.format === 'spool') addSpoolNames(bytes, identities);
    else if (files[file]?.format === 'phrasebook') addBookNames(bytes, identities);
  }
  for (const name of persons) identities.name(name);
  for (const name of machines) findMachine(name, identities);
  identities.add(report.environment.user?.value ?? '');
  for (const recipient of report.messages.flatMap(({ recipients }) => recipients)) {
    identities.add(recipient);
    if (recipient.includes('@')) identities.address(recipient);
  }
  return identities;
}

function redactedPiece(piece: Piece, format: ExcerptFile['format'], pseudonyms: Pseudonyms): Piece {
  const change = (text: string): string => pseudonyms.text(text);
  if (piece.text !== undefined) {
    const text = change(piece.text);
    return { ...piece, text, bytes: storedBytes(text, piece.storage) };
  }
  if (format === 'phrasebook') return { ...piece, bytes: redactedBook(piece.bytes, pseudonyms) };
  if (format !== 'spool') return piece;
  return { ...piece, bytes: rewriteSpool(piece.bytes, { written: change, xml: change, other: change, loose: change }) };
}

function redactedFile(file: ExcerptFile, path: string, pseudonyms: Pseudonyms): ExcerptFile {
  const pieces = (some: readonly Piece[]): readonly Piece[] =>
    some.map((piece) => redactedPiece(piece, file.format, pseudonyms));
  return { ...file, path, head: pieces(file.head), tail: pieces(file.tail) };
}

/** Globs match the paths of the excerpt. */
function redactedOptions(analysis: AnalysisOptions, pseudonyms: Pseudonyms): AnalysisOptions {
  const { zones = [] } = analysis;
  return {
    ...analysis,
    zones: zones.map((one) => (one.glob === undefined ? one : { ...one, glob: redactedPath(one.glob, pseudonyms) })),
  };
}

function leaksOf(excerpt: Excerpt, identities: Identities): readonly string[] {
  const { files, kept } = excerpt;
  return [...byFile(kept)].flatMap(([index, pieces]) => {
    const file = files[index];
    if (file === undefined) return [];
    return [...leaksIn(contentOf(file, pieces), identities), ...leaksIn(Buffer.from(file.path), identities)];
  });
}

/**
 * An excerpt with tokens in place of identities. Read again it must tell the same, and no identity may be left in it: else there is none.
 * `all`: what the excerpt was made of, by which more is known of who is named in it.
 */
export async function redactExcerpt(
  excerpt: Excerpt,
  key: Uint8Array,
  rules: readonly string[] | undefined,
  all: MadeOf,
): Promise<Excerpt | NoExcerpt> {
  const identities = identitiesOf(excerpt, all);
  const pseudonyms = new Pseudonyms(key, identities);
  const paths = redactedPaths(excerpt.files, pseudonyms);
  const files = excerpt.files.map((file, i) => redactedFile(file, paths[i] ?? '', pseudonyms));
  const kept = excerpt.kept.map((piece) => redactedPiece(piece, files[piece.file]?.format ?? 'unknown', pseudonyms));
  const analysis = redactedOptions(excerpt.analysis, pseudonyms);
  const report = await reportOn(bundleOf(files, kept), analysis);
  const stays = whatStays(excerpt.report, rules, (address) => pseudonyms.text(address));
  if (!tellsTheSame(report, stays, rules)) {
    const text =
      'with tokens in place of names the excerpt tells something else; nothing was written ("--redact none" keeps the names)';
    return { kind: 'redaction-differs', text };
  }
  const redacted: Excerpt = { ...excerpt, files, kept, analysis, report, isRedacted: true };
  const leaks = leaksOf(redacted, identities).length;
  if (leaks === 0) return redacted;
  return { kind: 'leak', text: `${leaks} names are left where tokens should stand; nothing was written` };
}
