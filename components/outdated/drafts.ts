const STORAGE_KEY = 'keydesk-drafts';

type Values = Record<string, unknown>;

/** The forms of the page: what was typed into each, or undefined where nothing was. */
const forms = new Map<string, () => Values | undefined>();

let kept: Record<string, Values> | undefined;

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function reviveDates(_: string, value: unknown): unknown {
  return typeof value === 'string' && ISO_TIME.test(value) ? new Date(value) : value;
}

// Without a schema library, because every page loads this file.
function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readDrafts(text: string): Record<string, Values> {
  const stored: unknown = JSON.parse(text, reviveDates);
  if (!isValues(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([form, values]) => (isValues(values) ? [[form, values]] : [])),
  );
}

/** The drafts of the page before the reload. They leave the storage as soon as one is asked for. */
function keptDrafts(): Record<string, Values> {
  kept ??= readDrafts(takeStored() ?? '{}');
  return kept;
}

function takeStored(): string | null {
  try {
    const text = sessionStorage.getItem(STORAGE_KEY);
    sessionStorage.removeItem(STORAGE_KEY);
    return text;
  } catch {
    // The browser blocks storage for this site: then nothing was kept.
    return null;
  }
}

/** Whether a reload kept what was typed into a form. */
export function hasDraft(form: string): boolean {
  return form in keptDrafts();
}

/** What was typed into a form before the reload; only the first caller gets it. */
export function takeDraft(form: string): Values | undefined {
  const drafts = keptDrafts();
  const draft = drafts[form];
  delete drafts[form];
  return draft;
}

/**
 * Adds a form to those that `keepDrafts` stores, until the returned function is called.
 * @param typed its values, without passwords and other secrets; undefined when nothing was typed
 */
export function registerForm(form: string, typed: () => Values | undefined): () => void {
  forms.set(form, typed);
  return () => forms.delete(form);
}

/** Stores what was typed, for this tab and until the next page. */
export function keepDrafts(): void {
  const drafts: Record<string, Values> = {};
  for (const [form, typed] of forms) {
    const values = typed();
    if (values) drafts[form] = values;
  }
  if (Object.keys(drafts).length > 0) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(drafts));
}
