import { expect, test } from 'vitest';
import { render } from '../../../src/report/index.ts';
import { fullReport } from '../sample-reports.ts';

test('the navigation leads to every part of the page, in their order', async () => {
  const unexplained = [{ messages: ['m3'], text: 'It was rejected.', collect: [] }];
  const html = await render(
    'html',
    { ...fullReport, unexplained },
    { width: 100, color: false, verbose: false, unicode: false },
  );
  const parts = [...html.matchAll(/<section id="(\w+)"/g)].map(([, id]) => id);
  const links = [...(/<nav.*?<\/nav>/s.exec(html)?.[0] ?? '').matchAll(/href="#(\w+)"/g)].map(([, id]) => id);
  expect(parts).toContain('unexplained');
  expect(links).toEqual(parts);
});
