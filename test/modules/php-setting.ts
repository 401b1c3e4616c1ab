import { execaSync } from 'execa';
import { noPython, python } from './steps.ts';

/** The properties that the role sets. */
export const names = ['dbhost', 'dbuser', 'password', 'memcachehost'];

const hasPhp = execaSync('php', ['--version'], { reject: false }).exitCode === 0;
export const missing = python === undefined ? noPython : hasPhp ? undefined : 'no php here';

const utf8 = (text: string) => Buffer.from(text, 'latin1').toString();

/** Run the module with these values, of which each character is a byte. */
export const setting = (path: string, values: Readonly<Record<string, string>>, check = false) =>
  ({
    step: 'module',
    name: 'php_properties',
    check,
    args: {
      path,
      properties: Object.fromEntries(Object.entries(values).map(([name, text]) => [name, utf8(text)])),
      add_after: 'dbhost',
      may_add: ['memcachehost'],
      backup: `${path}.backup`,
    },
  }) as const;
