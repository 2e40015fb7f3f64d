import type { Profile } from '@/lib/profiles/profile';
import type { Block, Section } from '@/lib/profiles/reference/content';
import { type PublicCode, publicCodes, refusalsOf } from '@/lib/profiles/refusals';
import { statusOf } from '@/lib/refusal-status';

function example(profile: Profile): Block {
  const { errors } = profile;
  const code = 'INSUFFICIENT_BALANCE';
  const status = statusOf(code, errors.statuses);
  const message = new Map(refusalsOf(profile)).get(code)?.meaning ?? '';
  const { contentType, body } = errors.write(
    { code, message },
    { status, requestId: 'req_4sTn8cRk1sXb7JhM2Vq0yZ' },
  );
  const isJson = contentType.endsWith('json');
  return {
    kind: 'code',
    title: `${status}, ${contentType}`,
    language: isJson ? 'json' : 'text',
    text: isJson ? JSON.stringify(JSON.parse(body), null, 2) : body,
  };
}

function toSection(code: string, entries: readonly PublicCode[]): Section {
  const rows = entries.map(({ status, meaning, action }) => [String(status), meaning, action]);
  return {
    id: code,
    title: code,
    blocks: [{ kind: 'table', head: ['Status', 'Meaning', 'What to do'], rows }],
  };
}

/** The format of errors, and a section for each code that callers can see. Its anchor is the code. */
export function errorSections(profile: Profile): Section[] {
  const byCode = Map.groupBy(publicCodes(profile), ({ code }) => String(code));
  return [
    {
      id: 'format',
      title: 'Format',
      blocks: [
        {
          kind: 'text',
          text: 'A refused call has no effect. The code is stable: decide by it, and show the text to people only.',
        },
        example(profile),
      ],
    },
    {
      id: 'codes',
      title: 'Codes',
      blocks: [],
      sections: [...byCode].map(([code, entries]) => toSection(code, entries)),
    },
  ];
}
