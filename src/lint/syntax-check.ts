import { relative } from 'node:path';
import type { Finding } from './finding.ts';
import { runTool } from './tool.ts';

/**
 * Have Ansible read playbooks without running them. All at once, and one by one only when that fails, as it stops
 * at the first fault. Undefined when ansible-playbook is not there.
 */
export async function syntaxCheck(
  folder: string,
  playbooks: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Finding[] | undefined> {
  const all = await check(folder, playbooks, env);
  if (all === undefined || all.exitCode === 0) return all && [];
  const findings: Finding[] = [];
  for (const playbook of playbooks) {
    const one = await check(folder, [playbook], env);
    if (one !== undefined && one.exitCode !== 0) findings.push(faultIn(one.stderr, playbook, folder));
  }
  return findings.length > 0 ? once(findings) : [faultIn(all.stderr, playbooks[0] ?? '', folder)];
}

function check(folder: string, playbooks: readonly string[], env: NodeJS.ProcessEnv) {
  return runTool('ansible-playbook', ['--syntax-check', ...playbooks], folder, env);
}

/** What Ansible 2.14 to 2.22 say on stderr; where no place is named it is the playbook's. */
export function faultIn(stderr: string, playbook: string, folder: string): Finding {
  const message = /^(?:ERROR!|\[ERROR\]:) *(.+)$/m.exec(stderr)?.[1] ?? stderr.trim().split('\n').at(-1);
  const place = /in '([^'\n]+)': line (\d+)|^Origin: (.+?):(\d+)(?::\d+)?$/m.exec(stderr);
  const file = place?.[1] ?? place?.[3];
  const line = Number(place?.[2] ?? place?.[4]);
  return {
    rule: 'syntax-check',
    severity: 'error',
    message: message === undefined || message === '' ? 'Ansible refuses this playbook' : message,
    path: file === undefined ? playbook : relative(folder, file),
    ...(line > 0 && { line }),
  };
}

/** A fault in a role is every playbook's that uses it. */
function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [`${one.path}:${one.line}:${one.message}`, one])).values()];
}
