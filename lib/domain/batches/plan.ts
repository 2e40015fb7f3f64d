import type { z } from 'zod';
import type { precheckBatchSchema } from '@/lib/domain/batches/schema';
import { plainText, readTemplate, type Template } from '@/lib/domain/batches/template';
import { type Addressed, recipientOf } from '@/lib/domain/messages/price';
import { LISTED_ALREADY, NOT_A_NUMBER } from '@/lib/domain/messages/recipient-list';
import { MAX_TEXT_LENGTH } from '@/lib/domain/messages/schema';
import { measureText } from '@/lib/domain/messages/segments';
import { parsePhoneNumber } from '@/lib/domain/phone-numbers/phone-number';
import { isStorable } from '@/lib/domain/text/storable';

type BatchInput = Pick<z.output<typeof precheckBatchSchema>, 'recipients' | 'text' | 'hasVariables'>;

/** A recipient, and what its message needs. */
export interface PlannedMessage extends Addressed {
  variables: Readonly<Record<string, string>>;
}

/** A recipient that cannot get the message. */
export interface PlanProblem {
  /** As it was given. */
  to: string;
  /** The field of the input, such as `recipients.3.to`. */
  field: string;
  reason: 'invalid_number' | 'duplicate' | 'missing_variable' | 'text_too_long';
  message: string;
}

export interface BatchPlan {
  template: Template;
  /** In the order of the input. */
  messages: PlannedMessage[];
  problems: PlanProblem[];
}

/** How many recipients are read before other calls get their turn. */
const SLICE = 250;

/**
 * Reads the recipients of a batch and measures the text of each. The texts themselves are made when they are stored, so
 * that they are never all in memory.
 */
export async function planBatch({ recipients, text, hasVariables }: BatchInput): Promise<BatchPlan> {
  const template = hasVariables ? readTemplate(text) : plainText(text);
  const segmentsOfAll = template.names.length === 0 ? measureText(text).segments : undefined;
  const seen = new Set<string>();
  const messages: PlannedMessage[] = [];
  const problems: PlanProblem[] = [];
  for (const [index, { to, variables }] of recipients.entries()) {
    if (index % SLICE === SLICE - 1) await new Promise((resolve) => setImmediate(resolve));
    const at = `recipients.${index}`;
    const number = parsePhoneNumber(to);
    if (!number) {
      problems.push({ to, field: `${at}.to`, reason: 'invalid_number', message: NOT_A_NUMBER });
      continue;
    }
    if (seen.has(number.number)) {
      problems.push({ to, field: `${at}.to`, reason: 'duplicate', message: LISTED_ALREADY });
      continue;
    }
    seen.add(number.number);
    const written = segmentsOfAll ?? measureWritten(template, variables);
    if (typeof written === 'number') {
      messages.push({ ...recipientOf(number.number, number), segments: written, variables });
    } else {
      const { field, ...problem } = written;
      problems.push({ to, field: `${at}.${field}`, ...problem });
    }
  }
  return { template, messages, problems };
}

/** How many segments the text with these values has, or why it cannot be sent. */
function measureWritten(
  template: Template,
  variables: Readonly<Record<string, string>>,
): number | Omit<PlanProblem, 'to'> {
  const missing = template.names.find((name) => !Object.hasOwn(variables, name));
  if (missing !== undefined) {
    const message = `The text contains {{${missing}}}: give its value.`;
    return { field: `variables.${missing}`, reason: 'missing_variable', message };
  }
  const text = template.render(variables);
  if (text.length > MAX_TEXT_LENGTH || text.length === 0 || !isStorable(text)) {
    const message = `With these values, the text must have 1 to ${MAX_TEXT_LENGTH} characters of well-formed Unicode.`;
    return { field: 'variables', reason: 'text_too_long', message };
  }
  return measureText(text).segments;
}
