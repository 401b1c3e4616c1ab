import js from '@eslint/js';
import typescript from 'typescript-eslint';

export default [
  { ignores: ['dist/', 'out/', 'fixtures/', 'roles-templates/', 'src/generated/'] },
  js.configs.recommended,
  ...typescript.configs.strict,
  {
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
    rules: {
      // An index that was checked a line above is written as `as T` or with `!`, which the compiler holds to account.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A regular expression over terminal output has to name control characters.
      'no-control-regex': 'off',
    },
  },
];
