import type { Attempt, LinkStrength } from '../../model/life.ts';
import type { HttpResponse } from '../../model/observation.ts';
import type { Call } from '../calls/call.ts';
import { DraftChanges } from './draft-changes.ts';
import type { FolderNames } from './folders.ts';
import { Gathering } from './gathering.ts';
import type { NamelessCall } from './nameless.ts';
import { OpenDrafts } from './open-drafts.ts';
import { OpenTries } from './open-tries.ts';
import { Owners } from './owners.ts';
import { hasOtherName, nameIn, type Visit, visitsOf } from './told-names.ts';
import { WordlessTries } from './wordless-tries.ts';

const TWO_MESSAGES = 'a phrase names one message for a call, and its id is that of another';

/** A message with what says that a call is one of it. */
export interface Joined {
  readonly message: Gathering;
  readonly link: LinkStrength;
}

/** What is known of messages while calls are joined to them. */
export class Ledger {
  readonly messages: Gathering[] = [];
  readonly folders: FolderNames;
  readonly owners: Owners = new Owners();
  readonly tries: OpenTries = new OpenTries();
  readonly wordless: WordlessTries = new WordlessTries();
  readonly drafts: OpenDrafts = new OpenDrafts();
  readonly changes: DraftChanges;
  /** Answers that accepted a sending which no message is known for. */
  readonly unplaced: HttpResponse[] = [];
  /** Calls of an item that no message is known for. */
  readonly nameless: NamelessCall[] = [];
  /** Where the calls of messages were made, where that is asked for. */
  readonly visits: Visit[] | undefined;

  constructor(folders: FolderNames, keepsVisits: boolean) {
    this.folders = folders;
    this.visits = keepsVisits ? [] : undefined;
    this.changes = new DraftChanges(folders, this.owners, this.drafts);
  }

  /** A call of a message, as an attempt of it. */
  add(message: Gathering, call: Call, attempt: Attempt): void {
    message.addAttempt(attempt);
    this.visits?.push(...visitsOf(message, call));
  }

  /** The message that a phrase names for a call, else that of an id of it. One of which the two tell differently is told so of both. */
  namedOr(byId: Gathering | undefined, call: Call): Gathering | undefined {
    const messageId = nameIn(call);
    const named = this.owners.ofMessageId(messageId);
    if (byId === undefined) return named;
    if (named === byId || !(named !== undefined || hasOtherName(byId, messageId))) return byId;
    for (const one of new Set([byId, named ?? byId])) this.owners.contradict(one, call, TWO_MESSAGES);
    return byId;
  }

  nameNew(messageId: string): Gathering {
    const message = new Gathering();
    this.messages.push(message);
    this.owners.name(message, messageId);
    return message;
  }

  /** A message of which no request was seen, by the name that a phrase has for it. */
  newOf(call: Call): Gathering | undefined {
    const messageId = nameIn(call);
    return messageId === undefined ? undefined : this.nameNew(messageId);
  }
}
