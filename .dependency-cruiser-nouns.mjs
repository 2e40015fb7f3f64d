// The nouns of lib/domain use each other in one direction only. This is a run of its own because a rule about folders
// cannot leave out single files, and a test may use any noun.
import dependencyRule from './.dependency-cruiser.mjs';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'nouns-in-one-direction',
      comment: 'Move what both nouns need into a noun below them.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^lib/domain/' },
      to: { circular: true },
    },
  ],
  options: { ...dependencyRule.options, exclude: { path: '\\.test\\.tsx?$' } },
};
