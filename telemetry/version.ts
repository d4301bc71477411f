import manifest from '../package.json' with { type: 'json' };

/** Of the program, as `--version` tells it. */
export const { version } = manifest;
