import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';
import { noIgnoredResult } from './scripts/lint/no-ignored-result.js';

export default tseslint.config(
  { ignores: ['dist', 'out', 'var', 'node_modules', '**/*.cjs', '**/*.mjs', '**/*.js'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { komado: { rules: { 'no-ignored-result': noIgnoredResult } }, 'react-hooks': reactHooks },
    rules: {
      'komado/no-ignored-result': 'error',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 400 }],
    },
  },
);
