import { loadScript } from './script.ts';

/** Stands in the bundle for src/cli/run.ts: the same function, out of main.js. */
export const { run } = loadScript(`${import.meta.dirname}/main.js`).load();
