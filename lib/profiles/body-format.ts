/** How a request body may be written. */
export const BODY_FORMATS = ['json', 'form'] as const;

export type BodyFormat = (typeof BODY_FORMATS)[number];

export const MEDIA_TYPES: Record<BodyFormat, string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
};
