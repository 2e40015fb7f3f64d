import type { GatewayResponse } from '@/lib/gateway/response';
import { toOpenApi } from '@/lib/profiles/openapi';
import type { Profile } from '@/lib/profiles/profile';

/** The machine-readable description of a profile's API, which is public. */
export interface Reference {
  path: string;
  respond(): GatewayResponse;
}

/** Serves the OpenAPI document of a profile. It is generated at the first request. */
export function createReference(profile: Profile): Reference {
  let body: string | undefined;
  return {
    path: `${profile.base}/openapi.json`,
    respond() {
      body ??= JSON.stringify(toOpenApi(profile));
      return { status: 200, contentType: 'application/json', body };
    },
  };
}
