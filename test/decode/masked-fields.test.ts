import { describe, expect, it } from 'vitest';
import { EventDecoder } from '../../src/etl/event-decoder.ts';
import { eventJson } from '../../src/etl/event-json.ts';
import { eventLine } from '../../src/etl/event-line.ts';
import { maskEvent } from '../../src/masked-event.ts';
import { PrivateMask } from '../../src/wire/private-mask.ts';
import { recordOf } from '../etl/payload/sample-records.ts';
import { schemaBytes } from '../etl/payload/trace-logging-writer.ts';

const GUID = '11111111-2222-3333-4444-555555555555';
const SECRET = 'zebra';
const UTF16 = 1;
const STRUCT = 24;

/** A field of a TraceLogging event: name, type, and maybe more of its schema. */
type Field = readonly [name: string, type: number, ...more: number[]];

function schema(fields: readonly Field[]): Buffer {
  const bytes = fields.map(([name, ...type]) => Buffer.concat([Buffer.from(`${name}\0`), Buffer.from(type)]));
  return schemaBytes('Made', [...Buffer.concat(bytes)]);
}

function wide(...texts: readonly string[]): Buffer {
  return Buffer.from(texts.map((text) => `${text}\0`).join(''), 'utf16le');
}

function manifestOf(fields: readonly string[], message: string): string {
  return `<instrumentationManifest><instrumentation><events>
  <provider name="Made" guid="{${GUID}}"><events><event value="7" version="0" template="T" message="$(string.e7)" /></events>
   <templates><template tid="T">${fields.join('')}</template></templates></provider></events></instrumentation>
 <localization><resources culture="en-US"><stringTable><string id="e7" value="${message}"/></stringTable></resources></localization>
</instrumentationManifest>`;
}

function textField(name: string): string {
  return `<data name="${name}" inType="win:UnicodeString" />`;
}

/** What `decode` prints of an event in its two forms. */
function printed(decoder: EventDecoder, fields: Parameters<typeof recordOf>[0]): { line: string; json: string } {
  const event = maskEvent(decoder.decode(recordOf(fields)), new PrivateMask());
  return { line: eventLine(event), json: eventJson(event) };
}

function ofSchema(fields: readonly Field[], payload: Buffer): string {
  const extended = [{ type: 11, data: schema(fields) }];
  const { line, json } = printed(new EventDecoder(), { kind: 'event', provider: GUID, payload, extended });
  return `${line}\n${json}`;
}

function ofManifest(fields: readonly string[], message: string, payload: Buffer): string {
  const decoder = new EventDecoder();
  expect(decoder.manifests.add(manifestOf(fields, message))).toBe(1);
  const { json } = printed(decoder, { kind: 'event', provider: GUID, id: 7, version: 0, payload });
  return (JSON.parse(json) as { message: string }).message;
}

describe('a field that is what somebody wrote', () => {
  it.each(['Body', 'wszSubject', 'm_pszTextBody', 'MessageBody', 'Message_Body', 'HtmlBody', 'Body#2', 'mailSubject'])(
    'is known by its name: %s',
    (name) => {
      expect(ofSchema([[name, UTF16]], wide(`${SECRET} here`))).not.toContain(SECRET);
    },
  );

  it('is masked as the second of its name, and in a struct', () => {
    const twice: readonly Field[] = [
      ['Body', UTF16],
      ['Body', UTF16],
      ['Body', UTF16],
    ];
    const out = ofSchema(twice, wide(`${SECRET} one`, `${SECRET} two`, `${SECRET} one`));
    expect(out).not.toContain(SECRET);
    expect(out).toContain('"Body#2":"[text 2]","Body#3":"[text 1]"');
    const struct: readonly Field[] = [
      ['Body', 0x80 | STRUCT, 1],
      ['Value', UTF16],
    ];
    expect(ofSchema(struct, wide(SECRET))).toContain('{"Body":{"Value":"[text 1]"}');
  });

  it('is replaced in the message where it stands, and no other letter of it', () => {
    const fields = ['Subject', 'Text'].map(textField);
    expect(ofManifest(fields, 'Subject %1 of %2 sent', wide('e', 'the letter'))).toBe(
      'Subject [text 1] of the letter sent',
    );
    expect(ofManifest(fields, 'Subject %1 of %2 sent', wide(' ', 'a b'))).toBe('Subject  of a b sent');
    expect(ofManifest(fields, '%2 %1 %1', wide(SECRET, 'two'))).toBe('two [text 1] [text 1]');
  });
});
