import tseslint from 'typescript-eslint';

const readsRoles = {
  selector: "CallExpression[callee.property.name='active']",
  message: 'Only src/app/authorize.ts reads roles to let somebody pass; take its proof.',
};
const writesToGraph = {
  selector: "CallExpression[callee.property.name='write'][arguments.length=2]",
  message: 'Only src/app/changing/write.ts writes to Graph, against a proof.',
};

// Rules in prose are wishes; these are checked by `npm run lint`.
export default tseslint.config(
  {
    ignores: [
      '.stryker-tmp*/',
      'reports/',
      'node_modules/',
      'coverage/',
      'artifacts/',
      'dist/',
      'data/',
      'devTools/',
      '**/*.js',
      '**/*.cjs',
      '**/*.mjs',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only the entrances hand the environment to src/config.' },
        { object: 'Math', property: 'random', message: 'Randomness is passed in.' },
      ],
    },
  },
  {
    files: ['src/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: 'zod/v4', message: 'zod/v4-mini: the bot keeps a thousand schemas in memory.' }] },
      ],
    },
  },
  { files: ['src/app/**'], rules: { 'no-restricted-syntax': ['error', readsRoles, writesToGraph] } },
  { files: ['src/app/authorize.ts'], rules: { 'no-restricted-syntax': ['error', writesToGraph] } },
  { files: ['src/app/changing/write.ts'], rules: { 'no-restricted-syntax': ['error', readsRoles] } },
  // Tests read foreign JSON all the time; what it holds is what they assert.
  { files: ['test/**'], rules: { '@typescript-eslint/consistent-type-assertions': 'off' } },
  {
    files: [
      'src/main.ts',
      'src/demo.ts',
      'src/doctor.ts',
      'src/export.ts',
      'src/journal.ts',
      'src/store.ts',
      'test/**',
      'tools/**',
      'teamsapp/**',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  { files: ['src/demo.ts', 'tools/**', 'teamsapp/**'], rules: { 'no-console': 'off' } },
);
