import type { RefusalCode } from '@/lib/errors';
import type { Profile } from '@/lib/profiles/profile';
import type { Block, Section } from '@/lib/profiles/reference/content';
import { type RefusalText, refusalsOf } from '@/lib/profiles/refusals';
import { statusOf } from '@/lib/refusal-status';

type Entry = [RefusalCode, RefusalText];

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

function toSection({ errors }: Profile, code: string, entries: readonly Entry[]): Section {
  const rows = entries.map(([refusal, { meaning, action }]) => [
    String(statusOf(refusal, errors.statuses)),
    meaning,
    action,
  ]);
  return {
    id: code,
    title: code,
    blocks: [{ kind: 'table', head: ['Status', 'Meaning', 'What to do'], rows }],
  };
}

/** The format of errors, and a section for each code that callers can see. Its anchor is the code. */
export function errorSections(profile: Profile): Section[] {
  const byCode = Map.groupBy(refusalsOf(profile), ([code]) => String(profile.errors.code(code)));
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
      sections: [...byCode].map(([code, entries]) => toSection(profile, code, entries)),
    },
  ];
}
