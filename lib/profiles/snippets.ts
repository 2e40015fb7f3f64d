import type { Profile, Route } from '@/lib/profiles/profile';
import { curl, signedCurl } from '@/lib/profiles/snippets/curl';
import { fixed } from '@/lib/profiles/snippets/filled';
import { javascript, signedJavascript } from '@/lib/profiles/snippets/javascript';
import type { Sample } from '@/lib/profiles/snippets/languages';
import { php, signedPhp } from '@/lib/profiles/snippets/php';
import { python, signedPython } from '@/lib/profiles/snippets/python';
import { keyIdVariable, toSampleRequest } from '@/lib/profiles/snippets/request';

/** The example request of a route in each language. The samples need nothing but the language itself. */
export function samplesOf(profile: Profile, route: Route): Sample[] {
  const request = toSampleRequest(profile, route);
  return [
    { language: 'curl', text: curl(request) },
    { language: 'javascript', text: javascript(request) },
    { language: 'python', text: python(request) },
    { language: 'php', text: php(request) },
  ];
}

/**
 * The same request with a signature by the profile's scheme. For curl it is made by openssl, in a shell.
 * @param keyId the id of the key that signs; left out, the samples read it from an environment variable
 */
export function signedSamplesOf(profile: Profile, route: Route, keyId?: string): Sample[] {
  const request = toSampleRequest(profile, route);
  if (profile.signature === null) return [];
  const { code } = profile.signature.guide;
  const names = {
    method: route.method,
    keyId: keyId === undefined ? { text: '', variable: keyIdVariable(profile) } : fixed(keyId),
    signingSecret: profile.keys.signingVariable,
  };
  return [
    { language: 'curl', text: signedCurl(request, code.curl(names)) },
    { language: 'javascript', text: signedJavascript(request, code.javascript(names)) },
    { language: 'python', text: signedPython(request, code.python(names)) },
    { language: 'php', text: signedPhp(request, code.php(names)) },
  ];
}
