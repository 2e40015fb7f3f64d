import type { Profile } from '@/lib/profiles/profile';
import type { Block, Section } from '@/lib/profiles/reference/content';
import { refusalsOf } from '@/lib/profiles/refusals';
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

/** A row for each refusal that has the code. */
function rowsOf(profile: Profile): [code: string, row: string[]][] {
  const { errors } = profile;
  const refusals = refusalsOf(profile);
  const actions = new Map(refusals.map(([refusal, { action }]) => [refusal, action]));
  const rows = refusals.map(([refusal, { meaning, action }]): [string, string[]] => [
    String(errors.code(refusal)),
    [String(statusOf(refusal, errors.statuses)), meaning, action],
  ]);
  const specific = (errors.specificCodes ?? []).map(
    ({ code, refusal, status, meaning }): [string, string[]] => [
      String(code),
      [String(status), meaning, actions.get(refusal) ?? ''],
    ],
  );
  return [...rows, ...specific];
}

function toSection(code: string, rows: string[][]): Section {
  return {
    id: code,
    title: code,
    blocks: [{ kind: 'table', head: ['Status', 'Meaning', 'What to do'], rows }],
  };
}

/** The format of errors, and a section for each code that callers can see. Its anchor is the code. */
export function errorSections(profile: Profile): Section[] {
  const byCode = Map.groupBy(rowsOf(profile), ([code]) => code);
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
      sections: [...byCode].map(([code, rows]) =>
        toSection(
          code,
          rows.map(([, row]) => row),
        ),
      ),
    },
  ];
}
