import { z } from 'zod';

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]+$/);

const common = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  // We ask for no extensions.
  clientExtensionResults: z.looseObject({}).transform(() => ({})),
};

const challenge = base64url(1000);

/** The input of the verbs that offer a passkey. */
export const passkeyOfferSchema = z.strictObject({});

/** What a passkey has signed, as `AuthenticationResponseJSON` of WebAuthn, and the token of the challenge. */
export const passkeyProofSchema = z.strictObject({
  challenge,
  response: z.object({
    ...common,
    response: z.object({
      clientDataJSON: base64url(4000),
      authenticatorData: base64url(4000),
      signature: base64url(4000),
      userHandle: base64url(200).optional(),
    }),
  }),
});
export type PasskeyProof = z.output<typeof passkeyProofSchema>;

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
type Transport = (typeof TRANSPORTS)[number];
const isTransport = (name: string): name is Transport => TRANSPORTS.some((each) => each === name);

/** A new passkey, as `RegistrationResponseJSON` of WebAuthn, and the token of the challenge. */
export const newPasskeySchema = z.strictObject({
  challenge,
  response: z.object({
    ...common,
    response: z.object({
      clientDataJSON: base64url(4000),
      attestationObject: base64url(20_000),
      transports: z
        .array(z.string().max(30))
        .max(20)
        .optional()
        .transform((names) => names?.filter(isTransport)),
    }),
  }),
});
export type NewPasskey = z.output<typeof newPasskeySchema>;
