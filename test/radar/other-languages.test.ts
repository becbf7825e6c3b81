import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../src/phrases/index.ts';
import { maskLine } from '../../src/radar/mask-line.ts';
import { mentionsOf } from '../../src/radar/mentions.ts';
import { lineOf, minedShapes } from './lines.ts';

const GUID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';

function templateOf(line: string): string | undefined {
  return minedShapes([lineOf(line, 1)])[0]?.template;
}

test.each([
  [
    `Zurückgestellte Offline-Nachricht {${GUID}} für bob@contoso.com in die Warteschlange gestellt`,
    'Zurückgestellte Offline-Nachricht {{{messageId}}} für {recipient} in die Warteschlange gestellt',
  ],
  [`Offline-Nachricht {${GUID}} in Entwürfe gespeichert`, 'Offline-Nachricht {{{messageId}}} in Entwürfe gespeichert'],
  [`Überwachungsuhr für Offline-Nachricht {${GUID}} abgelaufen`, undefined],
  [`Offline-Nachricht {${GUID}} erfolgreich übermittelt`, undefined],
])('a German line: %s', (line, template) => {
  expect(templateOf(line)).toBe(template ?? line.replace(GUID, '{{messageId}}'));
});

test.each([
  'message hors connexion {messageId} en file',
  'message hors ligne {messageId} en file',
  'mensaje sin conexión {messageId} en espera',
  'messaggio offline {messageId} in coda',
  'Offline-bericht {messageId} in de EWS wachtrij',
])('an id behind words that say it is offline: %s', (template) => {
  expect(templateOf(template.replace('{messageId}', 'N471001'))).toBe(template);
});

test('a Japanese line', () => {
  const line = `EWS オフラインメッセージ {${GUID}} を bob@contoso.com 宛にキューに追加しました`;
  expect(templateOf(line)).toBe('EWS オフラインメッセージ {{{messageId}}} を {recipient} 宛にキューに追加しました');
});

test.each([
  ['EWS 山田 {x} 太郎 17 です 鈴木', undefined],
  ['- - - - - EWS {1} {2}', undefined],
])('no phrase where all but a few letters is masked: %s', (line, template) => {
  expect(templateOf(line)).toBe(template);
});

test('only words of the client are kept of letters beyond ASCII', () => {
  const { pieces } = maskLine('Entwürfe Müller 山田様 宛に Jürgen für キュー');
  expect(pieces.filter((piece) => typeof piece === 'string').join('')).toBe('Entwürfe   宛に  für キュー');
});

test('a template with such words is one', () => {
  const template = templateOf(`Offline-Nachricht {${GUID}} in Entwürfe gespeichert`);
  expect(readTemplate(template ?? '').problems).toEqual([]);
});

describe('mentions', () => {
  test.each([
    ['Offline-Nachricht m1 erfolgreich übermittelt', ['offline-im']],
    ['Offlinenachricht m1', ['offline-im']],
    ['in Entwürfe gespeichert', ['drafts']],
    ['liegt in den Entwürfen', ['drafts']],
    ['message hors connexion m1', ['offline-im']],
    ['messages hors ligne', ['offline-im']],
    ['dans le dossier Brouillons', ['drafts']],
    ['mensaje sin conexión m1', ['offline-im']],
    ['en Borradores', ['drafts']],
    ['messaggio offline', ['offline-im']],
    ['mensagem offline', ['offline-im']],
    ['in Bozze', ['drafts']],
    ['em Rascunhos', ['drafts']],
    ['オフライン メッセージ', ['offline-im']],
    ['下書きに保存しました', ['drafts']],
    ['mille connexions', []],
  ])('%s', (line, mentions) => {
    expect(mentionsOf(line)).toEqual(mentions);
  });
});
