import { UserError } from '../plan/user-error.ts';
import type { Finding } from './finding.ts';
import { runTool } from './tool.ts';

/** One row of ansible-lint's `codeclimate` format, as far as we read it; the place has one of two forms. */
interface Row {
  readonly check_name: string;
  readonly description: string;
  readonly level?: string;
  readonly url?: string;
  readonly content?: { readonly body: string };
  readonly location: {
    readonly path: string;
    readonly lines?: { readonly begin: number };
    readonly positions?: { readonly begin: { readonly line: number } };
  };
}

/** What ansible-lint finds in a folder by its strictest profile. Undefined when it is not there. */
export async function ansibleLint(folder: string, env: NodeJS.ProcessEnv): Promise<Finding[] | undefined> {
  const args = ['--offline', '--profile', 'production', '--format', 'codeclimate', '--nocolor'];
  const ran = await runTool('ansible-lint', args, folder, env);
  if (ran === undefined) return undefined;
  const rows = readRows(ran.stdout);
  if (rows === undefined || (rows.length === 0 && ran.exitCode !== 0))
    throw new UserError(`ansible-lint failed: ${ran.stderr.trim() || 'it did not say why'}`);
  return rows.map(({ check_name, description, level, url, content, location }) => {
    const line = location.lines?.begin ?? location.positions?.begin.line;
    return {
      rule: check_name,
      severity: level === 'warning' ? 'warning' : 'error',
      message: content ? `${description} (${content.body})` : description,
      path: location.path,
      ...(line !== undefined && { line }),
      ...(url !== undefined && { url }),
    };
  });
}

/** The rows on stdout; some versions write nothing at all where they find nothing. */
function readRows(stdout: string): Row[] | undefined {
  if (stdout.trim() === '') return [];
  try {
    const rows: unknown = JSON.parse(stdout);
    return Array.isArray(rows) ? rows : undefined;
  } catch {
    return undefined;
  }
}
