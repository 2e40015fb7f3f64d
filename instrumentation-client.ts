// Zod compiles schemas with `new Function`. Our content security policy forbids this and reports each attempt. This is the
// object that its `config()` sets; importing that function would bring a part of zod to every page.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
