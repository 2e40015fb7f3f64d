const VARIABLE = /\{\{\s*([\p{L}_][\p{L}\p{N}_]*)\s*\}\}/gu;

/** A text with variables such as `{{name}}`. */
export interface Template {
  /** The names of its variables, each once. */
  names: readonly string[];
  /** The text with the values of a recipient. Every name must have one. */
  render(values: Readonly<Record<string, string>>): string;
}

/** Reads a text with variables: letters, digits and underscores in double braces. Other braces are text. */
export function readTemplate(text: string): Template {
  // The parts of the text, with the name of a variable after every part but the last.
  const parts = text.split(VARIABLE);
  const names = [...new Set(parts.filter((_, index) => index % 2 === 1))];
  return {
    names,
    render: (values) => parts.map((part, index) => (index % 2 === 1 ? (values[part] ?? '') : part)).join(''),
  };
}

/** A text without variables: braces are text, too. */
export function plainText(text: string): Template {
  return { names: [], render: () => text };
}
