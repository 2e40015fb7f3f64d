/** Escapes the wildcards of LIKE, which Prisma does not do. */
export const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');
