/**
 * The arrows between the folders of `src/`: each may import those above it in this list, and another domain only through
 * its `index.ts`. Folders in one line do not know each other.
 */
const layers = [
  ['base'],
  ['catalogue'],
  ['audit'],
  ['jobs'],
  ['tenants'],
  ['people'],
  ['groups'],
  ['accounts'],
  ['access'],
  ['content', 'operations', 'exchange', 'processing'],
  ['rights'],
];
/** Not part of the application's layers: they put it together, start it, or prepare its database. */
const edges = ['commands', 'development', 'migrations'];

const folders = layers.flat();
const anyOf = (names) => `(${names.join('|')})`;

const arrows = layers.flatMap((layer, level) =>
  layer.map((folder) => {
    const allowed = [...layers.slice(0, level).flat(), folder];
    return {
      name: `arrows-of-${folder}`,
      comment:
        `${folder}/ may import ${allowed.join(', ')} and nothing else of src/. If it needs an answer from a higher ` +
        'domain, declare the function that it needs as a constructor parameter and let services.ts hand it over. If two ' +
        'domains need the same rule, move the rule down to the lower one.',
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: `^src/${anyOf(allowed)}/` },
    };
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...arrows,
    {
      name: 'through-the-index',
      comment:
        "A domain is imported through its index.ts. Export the name there if it is meant for others; if it is not, ask the domain's service.",
      severity: 'error',
      from: { path: `^src/${anyOf(folders)}/` },
      to: {
        path: `^src/${anyOf(folders.filter((folder) => folder !== 'base'))}/`,
        pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'every-folder-has-a-layer',
      comment:
        'A folder of src/ has its place among the layers at the top of .dependency-cruiser.js. Give this one its place.',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: `^src/${anyOf([...folders, ...edges])}/` },
    },
    {
      name: 'migrations-are-history',
      comment:
        'A migration says what the database became on its day, so it uses the policy helpers of base/database and nothing that may change later: write out what it needs.',
      severity: 'error',
      from: { path: '^src/migrations/' },
      to: { path: '^src/', pathNot: '^src/(migrations|base/database)/' },
    },
    {
      name: 'nothing-imports-the-edges',
      comment:
        'app.ts, services.ts, main.ts, commands/ and development/ stand above everything else. Move what is needed into the domain that it belongs to.',
      severity: 'error',
      from: { path: `^src/${anyOf(folders)}/` },
      to: {
        path: '^src/(app\\.ts|services\\.ts|domains\\.ts|migrate\\.ts|main\\.ts|config\\.ts|commands/|development/|migrations/)',
      },
    },
    {
      name: 'development-stays-out-of-production',
      comment:
        'The development kit is loaded by main.ts alone, with a dynamic import, so that a production process never holds it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(development|commands)/' },
      to: { path: '^src/development/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'no-development-packages-in-production',
      comment:
        'This package is a devDependency: a production installation does not have it. Move it to dependencies or do without it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/development/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'Nothing in src/ may need the tests. Move what is shared into src/.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'no-circles',
      comment:
        'These files import each other in a circle. Move what they share into a file of its own, or hand it over as a parameter.',
      severity: 'error',
      from: {
        path: '^src/',
        // Objects hold connections and connections hold objects: the recursion is in the matter.
        pathNot: '^src/base/reading/(compile|connection)\\.ts$',
      },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'only-what-is-installed',
      comment: 'This import leads nowhere. Correct its path, or add the package to package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
