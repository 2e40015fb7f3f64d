import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;
type Bound = Extract<Issue, { code: 'too_small' | 'too_big' }>;

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
};

const FORMATS: Record<string, string> = {
  email: 'an email address like ada@example.com',
  url: 'a URL',
  uuid: 'a UUID',
  date: 'a date like 2026-11-21',
  datetime: 'a time like 2026-11-21T10:00:00Z',
  json_string: 'JSON',
};

const INVALID = 'This is not valid.';

/** The message for a length or an amount that is out of bounds. */
function boundMessage(issue: Bound): string {
  const isMinimum = issue.code === 'too_small';
  const bound = isMinimum ? issue.minimum : issue.maximum;
  switch (issue.origin) {
    case 'string':
      if (isMinimum && Number(bound) === 1) return 'This must not be empty.';
      return `Use at ${isMinimum ? 'least' : 'most'} ${bound} characters.`;
    case 'array':
    case 'set':
      if (isMinimum && Number(bound) === 1) return 'List at least one.';
      return `List at ${isMinimum ? 'least' : 'most'} ${bound}.`;
    case 'number':
    case 'int':
    case 'bigint':
      if (issue.inclusive === false) return `This must be ${isMinimum ? 'more' : 'less'} than ${bound}.`;
      return `This must be ${bound} or ${isMinimum ? 'more' : 'less'}.`;
    default:
      return INVALID;
  }
}

function valueMessage(values: readonly unknown[]): string {
  const choices = values.map(String).join(', ');
  return values.length === 1 ? `This must be ${choices}.` : `This must be one of ${choices}.`;
}

function typeMessage(input: unknown, kind: string | undefined): string {
  if (input === undefined) return 'This is required.';
  return kind ? `This must be ${kind}.` : INVALID;
}

/** The message for input that does not match a schema, if the schema has no message of its own. */
export function issueMessage(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeMessage(issue.input, KINDS[issue.expected]);
    case 'invalid_value':
      return issue.input === undefined ? 'This is required.' : valueMessage(issue.values);
    case 'invalid_format':
      return FORMATS[issue.format] ? `This must be ${FORMATS[issue.format]}.` : 'This has the wrong format.';
    case 'too_small':
    case 'too_big':
      return boundMessage(issue);
    case 'not_multiple_of':
      return `This must be a multiple of ${issue.divisor}.`;
    case 'unrecognized_keys':
      return 'There is no such field or parameter.';
    case 'invalid_union':
      return typeMessage(issue.input, undefined);
    default:
      return INVALID;
  }
}
