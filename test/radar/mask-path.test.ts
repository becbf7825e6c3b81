import { expect, test } from 'vitest';
import { withoutPeople } from '../../src/radar/mask-path.ts';

test.each([
  ['Robert Smithers/trace.txt', '<name>/trace.txt'],
  ['Jürgen Müller/trace.txt', '<name>/trace.txt'],
  ['Ju\u0308rgen Mu\u0308ller/trace.txt', '<name>/trace.txt'],
  ['Özil Ärger/trace.txt', '<name>/trace.txt'],
  ['Logs/Mesut Özil.txt', 'Logs/<name>.txt'],
  ['Иван Петров/trace.txt', '<name>/trace.txt'],
  ['sip_erin.miller%40fabrikam.com/t.txt', 'sip_<address>/t.txt'],
  ['logs_erin.miller%40fabrikam.com.txt', '<address>'],
  ['erin.miller(at)fabrikam.com/t.txt', '<address>/t.txt'],
  ['erin.miller=40fabrikam.com', '<address>'],
  ['C:\\Documents and Settings\\gwen\\t.txt', 'C:\\Documents and Settings\\<user>\\t.txt'],
  ['Fall mit Blänken.txt', 'Fall mit <name>.txt'],
  ['Entwürfe/Überwachungsuhr Entwürfe.txt', 'Entwürfe/Überwachungsuhr Entwürfe.txt'],
])('%s shows as %s', (path, shown) => {
  expect(withoutPeople(path)).toBe(shown);
});
