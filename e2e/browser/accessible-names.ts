import type { Page } from '@playwright/test';

const ROLES =
  'button|link|textbox|searchbox|combobox|checkbox|radio|spinbutton|switch|menuitem|menuitemradio';
const CONTROL = new RegExp(`^\\s*- '?(${ROLES})(?: ("(?:[^"\\\\]|\\\\.)*"))?`);
const URL_LINE = /^\s*- \/url: (.*)$/;

/**
 * The controls of a page that cannot be told apart by role and name: links with the same name to different pages, other
 * controls with the same name, and controls without a name.
 */
export async function confusableControls(page: Page): Promise<string[]> {
  const lines = (await page.locator('body').ariaSnapshot()).split('\n');
  const faults: string[] = [];
  const targets = new Map<string, string>();
  lines.forEach((line, index) => {
    const [, role, name] = CONTROL.exec(line) ?? [];
    if (!role) return;
    if (!name) faults.push(`a ${role} without a name`);
    const control = `${role} ${name}`;
    const url = role === 'link' ? URL_LINE.exec(lines[index + 1] ?? '')?.[1] : undefined;
    const target = url ?? String(index);
    const known = targets.get(control);
    if (known !== undefined && known !== target) faults.push(control);
    targets.set(control, target);
  });
  return faults;
}
