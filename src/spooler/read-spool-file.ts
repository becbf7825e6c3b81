import { hashText } from '../model/content-hash.ts';
import type { SpoolFileSeen } from '../model/observation.ts';
import { type CarvedStrings, carveStrings } from './carved-strings.ts';
import { conversationKeys } from './conversation-keys.ts';
import { type HistLayout, readHistLayout } from './hist-layout.ts';
import { type FileTime, writingTime } from './inner-times.ts';
import { spoolOwner } from './spool-path.ts';

/** One file of the History Spooler folder, as the input stage hands it over. */
export interface SpoolBytes extends FileTime {
  /** Relative to the bundle, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Address of the user whose folder it is; else taken from the path. */
  readonly owner?: string;
}

/** A spool file holds one conversation; what stands behind this many bytes is not looked at. */
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_CITATION = 200;
/** A type or class text: `Missed`, `IPM.Note.Microsoft.Missed`, `IM.Note.MisssedConversation` (as Microsoft spells it once). */
const SAYS_MISSED = /(?:^|[^A-Za-z])mis+ed/i;
/** Types of history that is no offline message; any other may be `Missed…` in the language of the client. */
const IS_HISTORY = /conversation|ipm\.note/i;
/** What is read from the wrong place has control characters, or no letter. */
const PERSON = /^(?=.*\p{L})[^\p{Cc}@]{2,120}$/u;
const PRINTABLE_TYPE = /^[\w. -]{1,60}$/;

interface Contents {
  readonly reading: SpoolFileSeen['reading'];
  readonly initiator: string | undefined;
  readonly participants: readonly string[];
  /** Names that people see. */
  readonly persons: readonly string[];
  readonly types: readonly string[];
  readonly title: string | undefined;
  readonly body: string | undefined;
  readonly conversationIds: readonly string[];
}

function fromLayout(layout: HistLayout): Contents {
  const strings = [...layout.others, layout.xml ?? ''];
  return {
    reading: 'parsed',
    initiator: layout.initiator,
    participants: layout.members,
    persons: layout.names,
    types: [layout.type ?? '', ...carveStrings(Buffer.from(strings.join('\0'))).types],
    title: layout.title,
    body: layout.body,
    conversationIds: conversationKeys(layout.xml ?? '', layout.others),
  };
}

/**
 * A broken layout counts as far as it goes, when the address it gives stands in the file as a URI: one that is read from
 * the wrong place begins inside it. Strings fill in the rest; the first address of a file is that of its initiator.
 */
function fromStrings(layout: HistLayout, carved: CarvedStrings): Contents {
  const holds = layout.initiator !== undefined && carved.addresses.includes(layout.initiator);
  return {
    reading: carved.isUsable ? 'carved' : 'unreadable',
    initiator: holds ? layout.initiator : carved.addresses[0],
    participants: holds ? [...layout.members, ...carved.addresses] : carved.addresses,
    persons: [...(holds ? layout.names : []), ...carved.names],
    types: holds ? [layout.type ?? '', ...carved.types] : carved.types,
    title: holds ? layout.title : undefined,
    body: (holds ? layout.body : undefined) ?? carved.html,
    conversationIds: conversationKeys(carved.text, holds ? layout.others : []),
  };
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function citation(file: string, size: number, contents: Contents): string {
  const type = contents.types.find((text) => PRINTABLE_TYPE.test(text)) ?? 'unknown';
  const bytes = size.toLocaleString('en-US');
  return `History Spooler file ${file}, ${bytes} bytes, initiator ${contents.initiator ?? 'unknown'}, type ${type}`.slice(
    0,
    MAX_CITATION,
  );
}

function hashed(text: string | undefined): string | undefined {
  return text === undefined ? undefined : hashText(text);
}

/**
 * Reads a file of the History Spooler: by its layout where that holds, else by the strings in it, else as unreadable.
 * Text of the conversation leaves this function only as hashes. Pure, bounded in time, never throws.
 */
export function readSpoolFile(file: SpoolBytes): SpoolFileSeen {
  const bytes = file.bytes.subarray(0, MAX_BYTES);
  const layout = readHistLayout(bytes);
  const carved = layout.complete ? undefined : carveStrings(bytes);
  const contents = carved === undefined ? fromLayout(layout) : fromStrings(layout, carved);
  const written = writingTime(layout.complete ? layout.blocks : [], carved?.text ?? layout.xml ?? '', file);
  const owner = file.owner?.toLowerCase() ?? spoolOwner(file.path);
  const bodyHash = hashed(contents.body);
  const subjectHash = hashed(contents.title);
  const name = baseName(file.path);
  const saysMissed = contents.types.some((type) => SAYS_MISSED.test(type));
  const isOfUnknownType =
    !saysMissed && contents.types.length > 0 && !contents.types.some((type) => IS_HISTORY.test(type));
  const time = written.writtenAt === undefined ? {} : { at: written.writtenAt };
  const persons = [...new Set(contents.persons.map((name) => name.trim()))].filter((name) => PERSON.test(name));
  return {
    kind: 'spool-file',
    ...time,
    ...(persons.length === 0 ? {} : { persons }),
    source: file.path,
    offset: 0,
    evidence: [{ source: file.path, line: 1, offset: 0, ...time, text: citation(name, file.bytes.length, contents) }],
    file: name,
    ...(owner === undefined ? {} : { owner }),
    reading: contents.reading,
    ...(contents.initiator === undefined ? {} : { initiator: contents.initiator }),
    participants: [...new Set(contents.participants)].filter((address) => address !== contents.initiator),
    saysMissed,
    ...(isOfUnknownType ? { isOfUnknownType } : {}),
    ...(bodyHash === undefined ? {} : { bodyHash }),
    ...(subjectHash === undefined ? {} : { subjectHash }),
    conversationIds: contents.conversationIds,
    ...written,
  };
}
