import type { MailItem } from '../make/ews.ts';
import type { Dice } from './dice.ts';
import { drawPlan, type Plan } from './plan.ts';

/** An offline message as the user writes it. */
export interface SimMessage {
  readonly index: number;
  readonly recipients: readonly string[];
  readonly mail: MailItem;
  readonly plan: Plan;
  /** Seconds from the beginning of the world. */
  readonly sentAt: number;
  /** Its file in the History Spooler, where the world has one. */
  readonly spoolFile?: string;
  /** Index of a message with the same words to the same people, which is over before this one is written. */
  readonly repeats?: number;
}

const PEOPLE = ['bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'mallory', 'niaj'] as const;
const WORDS = [
  'the plan',
  'lunch',
  'the offer',
  'the build',
  'your report',
  'the train',
  'page 12002',
  'HTTP 503',
] as const;
const CLASSES = [
  'IPM.Note.Microsoft.Missed',
  'IPM.Note.Microsoft.MissedConversation',
  'IM.Note.MisssedConversation',
  'IPM.Note',
  undefined,
] as const;

function recipientsOf(dice: Dice): readonly string[] {
  const people = [...PEOPLE].sort((a, b) => (a < b ? -1 : 1));
  const count = dice.weighted([
    [75, 1],
    [18, 2],
    [7, 3],
  ]);
  return Array.from({ length: count }, () => {
    const [name = 'bob'] = people.splice(dice.below(people.length), 1);
    return `${name}@${dice.chance(10) ? 'fabrikam.com' : 'contoso.com'}`;
  });
}

function mailOf(dice: Dice, recipients: readonly string[], number: number): MailItem {
  const itemClass = dice.pick(CLASSES);
  const text = `About ${dice.pick(WORDS)}, note ${number}: ${'see you & <b>soon</b>, '.repeat(dice.below(4))}${dice.hex(6)}.`;
  return {
    kind: 'Message',
    ...(itemClass === undefined ? {} : { itemClass }),
    subject: 'Missed conversation with Alice Appleby',
    html: `<html><body><p>${text}</p></body></html>`,
    to: recipients,
  };
}

/** Messages of one world at these moments. */
export function drawMessages(dice: Dice, moments: readonly number[], hasSpooler: boolean): readonly SimMessage[] {
  return moments.map((sentAt, index) => {
    const recipients = recipientsOf(dice);
    return {
      index,
      recipients,
      mail: mailOf(dice, recipients, index),
      plan: drawPlan(dice, hasSpooler),
      sentAt,
      ...(hasSpooler ? { spoolFile: `${dice.hex(8).toUpperCase()}.hist` } : {}),
    };
  });
}
