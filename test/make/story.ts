import { type Ticks, ticksToIso } from '../../src/model/ticks.ts';

/** What a story says of one message. */
export interface MessageTruth {
  readonly recipients: readonly string[];
  /** contract section 3 */
  readonly outcome:
    | 'delivered'
    | 'stuck-in-drafts'
    | 'rejected'
    | 'unreachable'
    | 'timed-out'
    | 'left-in-spooler'
    | 'pending'
    | 'unknown';
  readonly sentAt: Ticks;
}

export interface StoryFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly modifiedAt: Ticks;
}

/** A bundle as support would collect it, and what is true of it. */
export interface Story {
  /** Folder under fixtures/bundles. */
  readonly id: string;
  readonly title: string;
  /** Paragraphs of what happened. */
  readonly tale: readonly string[];
  /** Options of the command line. */
  readonly options: readonly string[];
  readonly files: readonly StoryFile[];
  readonly messages: readonly MessageTruth[];
  /** Rules that must fire; others may. */
  readonly fired: readonly string[];
  /** Rules that must not fire. */
  readonly quiet: readonly string[];
}

const CAVEAT = `All data are synthetic: the people, hosts, ids and texts are made up. HTTP, SOAP and SIP text follow Microsoft's
public documentation; the client's own wording in the trace (components, functions, sentences) is assumed, as no
public trace of it is known.`;

function storyPage(story: Story): string {
  const files = story.files.map((file) => `- \`${file.path}\``).join('\n');
  return `# ${story.title}\n\n${story.tale.join('\n\n')}\n\n${CAVEAT}\n\nFiles:\n\n${files}\n`;
}

function storyJson(story: Story): string {
  const times = story.files.map((file) => [file.path, ticksToIso(file.modifiedAt)]);
  const messages = story.messages.map((message) => ({ ...message, sentAt: ticksToIso(message.sentAt) }));
  const data = {
    options: story.options,
    files: Object.fromEntries(times),
    truth: { messages, fired: story.fired, quiet: story.quiet },
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** Every file of the story's folder by its path in it. */
export function storyFiles(story: Story): ReadonlyMap<string, Buffer> {
  return new Map([
    ['STORY.md', Buffer.from(storyPage(story))],
    ['story.json', Buffer.from(storyJson(story))],
    ...story.files.map((file) => [`bundle/${file.path}`, file.bytes] as const),
  ]);
}
