import { expect, test } from 'vitest';
import { withoutPeople } from '../../src/radar/mask-path.ts';

test.each([
  ['Robert Smithers/trace.txt', '<name>/trace.txt'],
  ['Jürgen Müller/trace.txt', '<name>/trace.txt'],
  ['Ju\u0308rgen Mu\u0308ller/trace.txt', '<name>/trace.txt'],
  ['Özil Ärger/trace.txt', '<name>/trace.txt'],
  ['Logs/Mesut Özil.txt', 'Logs/<name>.txt'],
  ['Иван Петров/trace.txt', '<name>/trace.txt'],
  ['Fall mit Blänken.txt', 'Fall mit <name>.txt'],
  ['Entwürfe/Überwachungsuhr Entwürfe.txt', 'Entwürfe/Überwachungsuhr Entwürfe.txt'],
])('%s shows as %s', (path, shown) => {
  expect(withoutPeople(path)).toBe(shown);
});
