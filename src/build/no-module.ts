/** In place of node:module for yargs-parser, which then does without. */
export const createRequire = undefined;
