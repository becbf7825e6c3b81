import { expect, it } from 'vitest';
import type { TraceRecord } from '../../src/model/record.ts';
import { cite, citeFailure, citeOnly } from '../../src/wire/cite.ts';

const RECORD: TraceRecord = {
  source: 'Tracing/Lync.txt',
  line: 7,
  offset: 120,
  raw: '06/08/2016|09:41:05.123 send failed\nerror 12029',
  width: 'utf-8',
  message: 'send failed\nerror 12029',
};

it('a citation has the time as the source writes it, whichever line is cited and however little of it', () => {
  const stamp = '06/08/2016|09:41:05.123';
  const stamped = { ...RECORD, stamp };
  const refs = [cite(stamped), cite(stamped, '12029'), citeOnly(stamped, '12029'), citeFailure(stamped, '12029')];
  expect(refs.map((ref) => ref.stamp)).toEqual([stamp, stamp, stamp, stamp]);
  expect(refs.map((ref) => ref.line)).toEqual([7, 8, 8, 8]);
});

it('a citation of a record without it has none', () => {
  expect(cite(RECORD)).not.toHaveProperty('stamp');
});

it('no more than 40 characters of it are kept', () => {
  expect(cite({ ...RECORD, stamp: '9'.repeat(1000) }).stamp).toBe('9'.repeat(40));
});

it('a citation of the evidence alone has no subject either', () => {
  const line = 'INVITE sip:bob@contoso.com?subject=quagga&body=okapi SIP/2.0';
  expect(citeOnly({ ...RECORD, raw: line, message: line }, line).text).toMatch(
    /^INVITE sip:bob@contoso\.com\?subject=(?!quagga)[^&]+&body=(?!okapi)\S+ SIP\/2\.0$/,
  );
});

it('a citation of a long line begins no later than its evidence', () => {
  const behind = `(OcOfflineIM,COfflineMessageManager::OnMessageSent:OfflineMessageManager.cpp(175))`;
  const raw = `${'TL_INFO(TF_COMPONENT) '.repeat(7)}${behind}Never finished: draft of {3F2504E0-4F89-11D3-9A0C-0305E82C3301}`;
  const { text } = cite({ ...RECORD, raw, message: raw.slice(raw.indexOf('Never')) }, 'Never finished: draft');
  expect(text).toMatch(/^Never finished: draft of/);
});
