import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { findLooseText } from '@/lib/testing/text/loose-text';

/** Reading all the types takes a few seconds, so the cases and the pages are read together. */
const SLOW = 300_000;

const CASES = `
import type { ReactNode } from 'react';
declare const on: boolean, name: string, icon: JSX.Element;
import type { JSX } from 'react';

function Minutes({ left }: { left: number }) { return \`\${left} min\`; }

export const wrong = [
  <p key="1">{on && icon}text beside an element that comes and goes</p>,
  <p key="2">{icon}{on && 'text that comes and goes'}</p>,
  <p key="3">{icon}{on ? 'one text' : 'another'}</p>,
  <p key="4">part of it {name}</p>,
  <p key="5">{on ? <>text in a fragment {icon}</> : 'text'}</p>,
  <p key="6">{icon}<Minutes left={1} /></p>,
];

export function Wrong({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return <div>{on && icon}{children}{aside}</div>;
}

export function Right({ children }: { children: ReactNode }) {
  return (
    <div>
      {on && icon}
      <span>{on ? 'one text' : 'another'}</span>
      <span>{\`all in one, \${name}\`}</span>
      <span>{children}</span>
      <p><b>Fixed</b> text beside fixed elements</p>
    </div>
  );
}
`;

let found: string[];

beforeAll(async () => {
  const folder = await mkdtemp(path.join(import.meta.dirname, 'cases-'));
  try {
    await writeFile(path.join(folder, 'cases.tsx'), CASES);
    found = findLooseText([folder, 'app', 'components']);
  } finally {
    await rm(folder, { recursive: true });
  }
}, SLOW);

const isCase = (line: string) => line.includes('cases.tsx:');

test('finds each kind of text that a translator breaks, and nothing else', () => {
  const lines = found.filter(isCase).map((line) => /:(\d+) /.exec(line)?.[1]);
  expect(lines).toEqual(['9', '10', '11', '12', '13', '14', '18']);
});

test('no text of a page can be broken by a translator', () => {
  expect(found.filter((line) => !isCase(line))).toEqual([]);
});
