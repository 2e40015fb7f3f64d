/** Which bundle this code is part of. Next's bundle and server.ts each load the modules of this folder. */
export const MODULE_GRAPH = process.env.NEXT_RUNTIME ? 'portal' : 'server';
