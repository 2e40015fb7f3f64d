// The dependency rule: app → components, lib (not lib/gateway); lib/gateway → lib/profiles, lib/domain;
// lib/profiles → lib/domain; lib/domain → lib/db and the leaves.

/** Modules that every layer may use and that use only each other. */
const LEAVES =
  '^lib/(base62|bursts|clock|crypto|diagnostics|env|env-files|errors|ids|is-child|log|operator-error|profile-ids|refusal-status|say|spans|uuid)\\.ts$';
/** The folders of lib/profiles that belong to no provider. */
const NOT_SHARED = '(?!(?:signatures|snippets|reference|webhooks)/)';
const TESTS = '\\.(test|spec)\\.tsx?$|^lib/testing/';

const GENERATED = '^lib/db/generated/';
/** The enumerations of the schema: plain strings, without Prisma. */
const ENUMS = '^lib/db/generated/enums\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Types count, too: take a type from the file that declares it, or give it a file of its own.',
      severity: 'error',
      from: { pathNot: GENERATED },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      // The server in bench/better-auth runs in another folder, where its packages are.
      from: { pathNot: '^bench/better-auth/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'nothing-imports-app-or-cli',
      severity: 'error',
      from: { pathNot: '^(app|cli|\\.next)/' },
      to: { path: '^(app|cli)/' },
    },
    {
      name: 'app-leaves-the-data-plane-alone',
      severity: 'error',
      from: { path: '^(app|components)/', pathNot: TESTS },
      to: { path: '^(lib/(gateway|server|jobs|testing)|cli|e2e|bench|guarantees|scripts)/' },
    },
    {
      name: 'components-show',
      comment: 'Components get their data as properties. They use types and schemas that work in a browser.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/(auth|actions|db)/', pathNot: ENUMS },
    },
    {
      name: 'auth-knows-no-actions',
      severity: 'error',
      from: { path: '^lib/auth/' },
      to: { path: '^lib/actions/' },
    },
    {
      name: 'gateway',
      severity: 'error',
      from: { path: '^lib/gateway/', pathNot: TESTS },
      to: {
        path: '^(lib|components)/',
        pathNot: ['^lib/(gateway|profiles|domain)/', LEAVES, ENUMS, '^lib/client-address\\.ts$'],
      },
    },
    {
      name: 'profiles',
      severity: 'error',
      from: { path: '^lib/profiles/', pathNot: TESTS },
      to: { path: '^lib/', pathNot: ['^lib/(profiles|domain)/', LEAVES, ENUMS] },
    },
    {
      name: 'providers-stay-in-profiles',
      comment: 'Everything else gets the profile from current.ts and works the same for every provider.',
      severity: 'error',
      from: {
        path: '^(app|cli|components|lib|prisma)/|^server\\.ts$',
        pathNot: [TESTS, '^lib/profiles/current\\.ts$', '^lib/profiles/([^/]+)/'],
      },
      to: { path: `^lib/profiles/${NOT_SHARED}[^/]+/` },
    },
    {
      name: 'profiles-know-no-other-profile',
      severity: 'error',
      from: { path: '^lib/profiles/([^/]+)/', pathNot: TESTS },
      to: { path: `^lib/profiles/${NOT_SHARED}[^/]+/`, pathNot: '^lib/profiles/$1/' },
    },
    {
      name: 'domain',
      severity: 'error',
      from: { path: '^lib/domain/', pathNot: TESTS },
      to: { path: '^(lib|components)/', pathNot: ['^lib/(domain|db)/', LEAVES] },
    },
    {
      name: 'domain-knows-no-framework',
      severity: 'error',
      from: { path: '^lib/(domain|db|profiles)/' },
      to: { path: 'node_modules/(next|react|react-dom|next-auth|hono|@hono/[^/]+)/' },
    },
    {
      name: 'gateway-knows-no-next',
      severity: 'error',
      from: { path: '^lib/gateway/' },
      to: { path: 'node_modules/(next|react|react-dom|next-auth)/' },
    },
    {
      name: 'leaves-are-leaves',
      severity: 'error',
      from: { path: LEAVES },
      to: { path: '^(lib|app|components)/', pathNot: LEAVES },
    },
    {
      name: 'who-touches-prisma',
      severity: 'error',
      from: {
        pathNot: [
          '^lib/(domain|db|auth|testing)/',
          '^(prisma|e2e|bench|guarantees)/',
          '^prisma\\.config\\.ts$',
          TESTS,
        ],
      },
      to: {
        path: [GENERATED, 'node_modules/(@prisma|prisma)/', '^lib/db/client\\.ts$'],
        pathNot: ENUMS,
      },
    },
    {
      name: 'tests-stay-out',
      severity: 'error',
      from: { pathNot: [TESTS, '^(e2e|bench|guarantees)/', '^vitest\\.config\\.ts$'] },
      to: { path: TESTS },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', GENERATED] },
    exclude: { path: '^(\\.next|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
