import type { ElementType, Key } from 'react';
import * as react from 'react/jsx-dev-runtime';
import { annotated } from './annotated.ts';

/** As jsx-runtime.ts, with what React's development build wants to know besides. */
export { Fragment } from 'react/jsx-dev-runtime';
export type { JSX } from 'react/jsx-dev-runtime';

export function jsxDEV(
  type: ElementType,
  props: object,
  key: Key | undefined,
  isStatic: boolean,
  source?: react.JSXSource,
  self?: unknown,
) {
  return react.jsxDEV(type, annotated(type, props), key, isStatic, source, self);
}
