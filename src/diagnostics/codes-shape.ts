import type { CodeEntry } from './codes.ts';

/** SME2xx: the shape that schemas/inventory.schema.json describes. */
export const shapeCodes = {
  SME201: {
    severity: 'error',
    title: 'Unknown key',
    explanation:
      'A key that the compiler does not know would have no effect. Of a required key that is misspelt, this is the one message.',
    example: '{ "name": "smesql01", "adress": "192.0.2.11" }',
    fix: 'Write the key that is suggested, or remove it. Host variables go into `ansible_vars`.',
  },
  SME202: {
    severity: 'error',
    title: 'A required key is missing',
    explanation: 'It has no sensible default.',
    example: '{ "name": "smesql01" }',
    fix: 'Add the key.',
  },
  SME203: {
    severity: 'error',
    title: 'The value is of the wrong type',
    explanation: 'Text, numbers, true and false, lists and mappings are not turned into one another.',
    example: '"port": "22"',
    fix: 'Write the value as the message says.',
  },
  SME204: {
    severity: 'error',
    title: 'The value is none of those allowed',
    explanation: 'The key knows a few words only.',
    example: '"vrrp": "broadcast"',
    fix: 'Write one of the words in the message.',
  },
  SME205: {
    severity: 'error',
    title: 'The number is out of range',
    explanation: 'The program that gets the number refuses it, or takes it for another.',
    example: '"port": 70000',
    fix: 'Write a number in the range of the message.',
  },
  SME206: {
    severity: 'error',
    title: 'The list has too few or too many entries',
    explanation: 'A cluster has exactly two database servers and at least one application server.',
    example: '"db_servers": [{ "name": "smesql01", "address": "192.0.2.11" }]',
    fix: 'Add or remove entries.',
  },
  SME207: {
    severity: 'error',
    title: 'The text does not have the form it needs',
    explanation: 'A name, a path or an address that the servers would refuse, or that would not be safe.',
    example: '"config_file": "etc/my.cnf.d/localhost.cnf"',
    fix: 'Follow the message.',
  },
  SME208: {
    severity: 'error',
    title: 'The layout has no place for this key',
    explanation:
      'With `topology: two-node` the database servers are the application servers, so there is no `app_servers`, and `vips.web` says where the web pages are. With `separate` it is the other way round.',
    example: '{ "topology": "two-node", "app_servers": [] }',
    fix: 'Remove the key, or choose the other layout.',
  },
} as const satisfies Record<string, CodeEntry>;
