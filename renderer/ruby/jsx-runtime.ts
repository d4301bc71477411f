import type { ElementType, Key } from 'react';
import * as react from 'react/jsx-runtime';
import { annotated } from './annotated.ts';

/**
 * React's own, but for texts with readings, 写《うつ》し: in an element of the page they become ruby, in an attribute they go. So that no
 * component has to know which of its texts has readings.
 */
export { Fragment } from 'react/jsx-runtime';
export type { JSX } from 'react/jsx-runtime';

export function jsx(type: ElementType, props: object, key?: Key) {
  return react.jsx(type, annotated(type, props), key);
}

export function jsxs(type: ElementType, props: object, key?: Key) {
  return react.jsxs(type, annotated(type, props), key);
}
