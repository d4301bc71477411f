import type { Words } from '../words.ts';
import { causes, causesOfPhone } from './causes.ts';
import { help } from './help.ts';
import { operator } from './operator.ts';
import { screens } from './screens.ts';
import { services } from './services.ts';
import { staff } from './staff.ts';

export { conventions } from './conventions.ts';

/** All that a screen says in English. */
export const words: Words = { ...screens, causes, causesOfPhone, help, ...services, ...staff, ...operator };
