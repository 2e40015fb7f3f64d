/** The id of every provider that Keydesk can serve. Each has its declaration in `lib/profiles/<id>`. */
export const PROFILE_IDS = ['keydesk', 'msgine', '23telecom', 'esms-africa', 'seven', 'hellio'] as const;

export type ProfileId = (typeof PROFILE_IDS)[number];
