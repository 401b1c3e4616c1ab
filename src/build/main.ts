/** The bundle: the command line and the API, in one file that both share. */
export { run } from '../cli/run.ts';
export * from '../index.ts';
