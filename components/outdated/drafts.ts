const STORAGE_KEY = 'keydesk-drafts';

type Values = Record<string, unknown>;

/** The open forms by the name of their draft; each returns what was typed, or undefined if nothing was. */
const forms = new Map<string, () => Values | undefined>();

let stored: Record<string, Values> | undefined;

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function reviveDates(_: string, value: unknown): unknown {
  return typeof value === 'string' && ISO_TIME.test(value) ? new Date(value) : value;
}

// Without a schema library, because every page loads this file.
function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readDrafts(text: string): Record<string, Values> {
  const drafts: unknown = JSON.parse(text, reviveDates);
  if (!isValues(drafts)) return {};
  return Object.fromEntries(
    Object.entries(drafts).flatMap(([name, values]) => (isValues(values) ? [[name, values]] : [])),
  );
}

/** The drafts of the page before the reload. The first call removes them from the storage. */
function storedDrafts(): Record<string, Values> {
  stored ??= readDrafts(takeFromStorage() ?? '{}');
  return stored;
}

function takeFromStorage(): string | null {
  try {
    const text = sessionStorage.getItem(STORAGE_KEY);
    sessionStorage.removeItem(STORAGE_KEY);
    return text;
  } catch {
    // The browser blocks storage for this site, so nothing was stored.
    return null;
  }
}

/** Whether there is a draft of this name from before the reload. */
export function hasDraft(name: string): boolean {
  return name in storedDrafts();
}

/** What was typed into a form before the reload. Only the first call gets it. */
export function takeDraft(name: string): Values | undefined {
  const drafts = storedDrafts();
  const draft = drafts[name];
  delete drafts[name];
  return draft;
}

/**
 * Adds a form to those that `storeDrafts` stores, until the returned function is called.
 * @param name the name of its draft
 * @param typed returns its values without secrets; undefined if nothing was typed
 */
export function registerForm(name: string, typed: () => Values | undefined): () => void {
  forms.set(name, typed);
  return () => forms.delete(name);
}

/** Stores what was typed, for the next page of this tab. */
export function storeDrafts(): void {
  const drafts: Record<string, Values> = {};
  for (const [name, typed] of forms) {
    const values = typed();
    if (values) drafts[name] = values;
  }
  if (Object.keys(drafts).length > 0) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(drafts));
}
