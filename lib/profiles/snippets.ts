import type { Profile, Route } from '@/lib/profiles/profile';
import { curl } from '@/lib/profiles/snippets/curl';
import { javascript } from '@/lib/profiles/snippets/javascript';
import { php } from '@/lib/profiles/snippets/php';
import { python } from '@/lib/profiles/snippets/python';
import { toSampleRequest } from '@/lib/profiles/snippets/request';

/** The languages of the samples, and what readers call them. */
export const LANGUAGES = { curl: 'curl', javascript: 'JavaScript', python: 'Python', php: 'PHP' } as const;

export type Language = keyof typeof LANGUAGES;

/** A program that makes one call. It reads the API's address and the key from the environment. */
export interface Sample {
  language: Language;
  text: string;
}

/** The example request of a route in each language. They need nothing but the language itself. */
export function samplesOf(profile: Profile, route: Route): Sample[] {
  const request = toSampleRequest(profile, route);
  return [
    { language: 'curl', text: curl(request) },
    { language: 'javascript', text: javascript(request) },
    { language: 'python', text: python(request) },
    { language: 'php', text: php(request) },
  ];
}
