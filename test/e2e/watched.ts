import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ReportFinding, ReportIssue, ReportMessage } from '../../src/model/report.ts';
import type { WatchEvent } from '../../src/model/watch-event.ts';

const BIN = fileURLToPath(new URL('../../bin/oimscope.js', import.meta.url));

/** A running watch: what it has told so far, and what that adds up to. */
export class Watched {
  readonly events: WatchEvent[] = [];
  readonly messages = new Map<string, ReportMessage>();
  readonly findings = new Map<string, ReportFinding>();
  /** By their text, as JSON. */
  readonly issues = new Map<string, ReportIssue>();
  readonly child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<number | undefined>;
  #onEvent: (() => void) | undefined;
  #taken = 0;
  stderr = '';

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, [BIN, 'watch', '-f', 'ndjson', ...args], { env: { PATH: process.env.PATH } });
    this.#ended = new Promise((resolve) => this.child.on('close', (code) => resolve(code ?? undefined)));
    this.child.stderr.setEncoding('utf-8').on('data', (text: string) => {
      this.stderr += text;
    });
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      const event: WatchEvent = JSON.parse(line);
      this.events.push(event);
      this.#add(event);
      this.#onEvent?.();
    });
  }

  #add(event: WatchEvent): void {
    if (event.event === 'message') this.messages.set(event.message.id, event.message);
    if (event.event === 'message-gone') this.messages.delete(event.id);
    if (event.event === 'finding') this.findings.set(event.finding.rule, event.finding);
    if (event.event === 'finding-gone') this.findings.delete(event.rule);
    if (event.event === 'issue') this.issues.set(JSON.stringify(event.issue), event.issue);
    if (event.event === 'issue-gone') this.issues.delete(JSON.stringify(event.issue));
  }

  /** The next event that is wanted, of those nobody waited for yet. */
  async next(isWanted: (event: WatchEvent) => boolean, timeoutMs = 30_000): Promise<WatchEvent> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const at = this.events.findIndex((event, i) => i >= this.#taken && isWanted(event));
      const found = this.events[at];
      if (found !== undefined) {
        this.#taken = at + 1;
        return found;
      }
      const left = end - Date.now();
      if (left <= 0)
        throw new Error(`no such event among ${this.events.map(({ event }) => event).join(' ')}\n${this.stderr}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#onEvent = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  settled(): Promise<WatchEvent> {
    return this.next(({ event }) => event === 'settled');
  }

  /** Ends it by a signal; answers the exit code. */
  async end(signal: NodeJS.Signals): Promise<number | undefined> {
    this.child.kill(signal);
    return this.#ended;
  }
}
