import { refuseKey } from '@/lib/domain/key-calls/invalid-key';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { isWellFormed, secretTexts } from '@/lib/domain/key-secrets/secret';
import type { Result, SoonResult } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import type { GatewayContext } from '@/lib/gateway/context';
import { runKeyCall } from '@/lib/gateway/key-call';
import { runMemberCall } from '@/lib/gateway/member-call';
import type { GatewayResponse, StreamedResponse } from '@/lib/gateway/response';
import { runSigned } from '@/lib/gateway/run-signed';
import { checkAddress } from '@/lib/gateway/steps/check-address';
import { checkBodyHeaders } from '@/lib/gateway/steps/check-body-headers';
import { checkKeyState } from '@/lib/gateway/steps/check-key-state';
import { checkSignature } from '@/lib/gateway/steps/check-signature';
import { identifyMember } from '@/lib/gateway/steps/identify-member';
import { readBody } from '@/lib/gateway/steps/read-body';
import { checkBodyCredential, readCredential } from '@/lib/gateway/steps/read-credential';

/**
 * Runs the steps of a call, in this order. Each step passes or refuses, and the first refusal is the response. What the
 * steps find is added to `call`, for the log and the last use of the key.
 */
export async function runPipeline(
  call: Call,
  context: GatewayContext,
): Promise<Result<GatewayResponse | StreamedResponse>> {
  const { request } = call;
  const { profile, routes, credentialNames, findMember } = context;

  const matched = routes.match(request.method ?? '', call.path, call.query);
  if (!matched.ok) return matched;
  const match = matched.value;
  const { route } = match;
  call.route = route;

  const format = checkBodyHeaders(request, match, profile);
  if (!format.ok) return format;

  let bodyOnce: SoonResult<Buffer> | undefined;
  const getBody = () => {
    bodyOnce ??= readBody(request, route);
    return bodyOnce;
  };
  const soonCredential = readCredential(call, profile, credentialNames, format.value, getBody);
  const credential = soonCredential instanceof Promise ? await soonCredential : soonCredential;
  if (!credential.ok) {
    if ('upstream' in match) return credential;
    const member = await identifyMember(call, match.route, credential.refusal, findMember);
    if (!member.ok) return member;
    if (!member.value) return credential;
    const body = await getBody();
    if (!body.ok) return body;
    return runMemberCall(call, member.value, match, format.value, body.value, context);
  }

  call.secrets.push(...secretTexts(profile.keys, credential.value));

  const key = await lookUpKey(credential.value, profile.keys);
  if (!key) {
    if (isWellFormed(profile.keys, credential.value)) call.unknownSecret = credential.value;
    return refuseKey();
  }
  call.key = key;

  const state = checkKeyState(key);
  if (!state.ok) return state;

  const address = checkAddress(key, call.address);
  if (!address.ok) return address;

  const soonBody = getBody();
  const body = soonBody instanceof Promise ? await soonBody : soonBody;
  if (!body.ok) return body;

  const bodyCredential = checkBodyCredential(credential.value, credentialNames, format.value, body.value);
  if (!bodyCredential.ok) return bodyCredential;

  const signed = checkSignature(call, key, body.value, profile);
  if (!signed.ok) return signed;

  const keyCall = { call, key, match, format: format.value, body: body.value };
  const nonce = signed.value;
  if (!nonce) return runKeyCall(keyCall, context);
  const takesNonce = 'operation' in match && match.operation.takesNonce === true;
  return runSigned(call, nonce, takesNonce, (untaken) => runKeyCall({ ...keyCall, nonce: untaken }, context));
}
