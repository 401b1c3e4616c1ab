import type { ErrorObject } from 'ajv';
import { parentOf, pathName } from '../parse/pointer.ts';
import type { CodedFinding } from './rule.ts';
import { secretAdvice, smellsOfSecret } from './secrets.ts';

/** The keys that the mapping of this error may have. */
export function knownKeys({ parentSchema }: ErrorObject): string[] {
  return Object.keys(parentSchema?.properties ?? {}).filter((key) => key !== '$schema');
}

/** The message for a key that the schema does not know, at the pointer of its value. */
export function unknownKey(at: string, written: string, meant?: string, known: string[] = []): CodedFinding {
  const holder = pathName(parentOf(at) ?? '');
  if (smellsOfSecret(written)) {
    const message = `\`${written}\` in ${holder} looks like a secret, and an inventory has none`;
    return { code: 'SME610', severity: 'error', at, mark: 'key', message, isSecret: true, ...secretAdvice };
  }
  return {
    code: 'SME201',
    severity: 'error',
    at,
    mark: 'key',
    message: `unknown key \`${written}\` in ${holder}`,
    ...(written === '<<' && { cause: 'Merge keys belong to YAML 1.1 and are not supported.' }),
    fix: meant ? `Write \`${meant}\`.` : otherwise(holder, known),
  };
}

function otherwise(holder: string, known: string[]): string {
  const listed = known.map((key) => `\`${key}\``).join(', ');
  const variables = known.includes('ansible_vars') ? ' Further host variables go into `ansible_vars`.' : '';
  return known.length > 0 ? `Remove it; ${holder} knows ${listed}.${variables}` : 'Remove it.';
}
