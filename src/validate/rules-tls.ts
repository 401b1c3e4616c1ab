import { serverWord } from '../model/tls.ts';
import type { DraftInventory, Finding, Rule } from './rule.ts';

/** Rules about certificates that are brought. */
export const tlsRules: readonly Rule[] = [
  {
    code: 'SME520',
    severity: 'error',
    sentence: 'Each database server has a certificate and a key of its own.',
    check: (inventory) =>
      (['certificate', 'key'] as const).flatMap((name): Finding[] => {
        const file = tlsFiles(inventory)[name];
        if (file === undefined || file.includes(serverWord)) return [];
        return [
          {
            at: `/database/tls/${name}`,
            message: `both database servers would have the ${name} "${file}"`,
            cause: 'Whoever gets the key of one server could then pass for the other one.',
            fix: `Write ${serverWord} where the name of the server stands, for instance "${better(file)}".`,
          },
        ];
      }),
  },
  {
    code: 'SME521',
    severity: 'error',
    sentence: 'Authority, certificate and key are files of their own.',
    check: (inventory) => {
      const files = tlsFiles(inventory);
      return (['certificate', 'key'] as const).flatMap((name): Finding[] => {
        const others = name === 'key' ? (['ca', 'certificate'] as const) : (['ca'] as const);
        const other = others.find((one) => files[one] !== undefined && files[one] === files[name]);
        if (other === undefined) return [];
        return [
          {
            at: `/database/tls/${name}`,
            message: `"${files[name]}" is also the file of \`${other}\``,
            cause:
              'The other server is given the certificate of the authority, and nobody but its owner the key.',
            fix: 'Put each into a file of its own.',
          },
        ];
      });
    },
  },
];

/** The files that `database.tls` names, by their keys, as far as they are paths: what else stands there may be a secret. */
export function tlsFiles({
  database,
}: DraftInventory): Partial<Record<'ca' | 'certificate' | 'key', string>> {
  const tls = database?.tls;
  if (typeof tls !== 'object') return {};
  const paths = Object.entries(tls).filter(([, file]) => typeof file === 'string' && file.startsWith('/'));
  return Object.fromEntries(paths);
}

function better(file: string): string {
  return file.replace(/[^/]*?(\.[^./]*)?$/, `${serverWord}$1`);
}
