import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const STYLE = readFileSync(new URL('../../../page/base.css', import.meta.url), 'utf-8');
/** Colours of the light theme, the dark one and paper, by name. */
const themes = [...STYLE.matchAll(/:root \{([^}]*)\}/g)].map(
  ([, body = '']) =>
    new Map([...body.matchAll(/--(\w+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value])),
);

/** Relative luminance of WCAG 2.2. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test('the formula is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each(themes.map((theme, index) => [['light', 'dark', 'print'][index], theme] as const))(
  'the %s theme',
  (_, theme) => {
    const color = (name: string) => theme.get(name) ?? '';

    test.each(['ink', 'faint', 'error', 'warning', 'info', 'good'])(
      'text in --%s can be read on every ground',
      (name) => {
        for (const ground of ['paper', 'raised'])
          expect(contrast(color(name), color(ground)), ground).toBeGreaterThanOrEqual(4.5);
      },
    );

    test.each(['faint', 'error', 'warning', 'info', 'good', 'ink', 'bar'])(
      'a drawing in --%s is seen, on shaded time as well',
      (name) => {
        for (const ground of ['paper', 'line'])
          expect(contrast(color(name), color(ground)), ground).toBeGreaterThanOrEqual(3);
      },
    );
  },
);
