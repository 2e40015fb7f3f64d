/** What the portal and the texts of refusals call things, as the provider's customers know them. */
export interface Words {
  /** The heading in the navigation above the page with the keys, such as “Settings” or “Developer”. */
  section: string;
  /** The page with the keys, such as “API keys”. */
  page: string;
  /** The page with the webhook endpoints, such as “Webhooks”. */
  webhooks: string;
  /** The button that opens the form for a new key. */
  create: string;
  /** One key, such as “API key” or “token”. Its plural ends in s. */
  key: string;
  /** The same for short, where it is clear what is meant. */
  shortKey: string;
}

/** The text with a capital letter at its start. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
