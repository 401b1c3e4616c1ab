import { pathName, pointerTo } from '../parse/pointer.ts';
import type { DraftInventory, Finding, Rule } from './rule.ts';
import { isReference, secretAdvice, smellsOfSecret } from './secrets.ts';

/** What the compiler sets itself, and the key of the inventory that it comes from. */
const ours: Readonly<Record<string, string>> = {
  ansible_become_method: 'connection.become_method',
  ansible_host: 'address',
  ansible_port: 'connection.port',
  ansible_ssh_host: 'address',
  ansible_ssh_port: 'connection.port',
  ansible_ssh_user: 'connection.user',
  ansible_user: 'connection.user',
};

const pythonWords =
  /^(False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/;

/** What Jinja reads as a value, so that a variable of this name is never seen. */
const jinjaWords = /^(true|false|none)$/;

const ansibleWords =
  /^(ansible_check_mode|ansible_diff_mode|ansible_facts|ansible_play_\w+|ansible_version|environment|group_names|groups|hostvars|inventory_(dir|file|hostname\w*)|omit|play_hosts|playbook_dir|role_(name|names|path)|vars)$/;

/** Keywords of plays and tasks, and what is there in any template: `ansible.vars.reserved` of ansible-core 2.14 to 2.22. */
const reservedWords = new Set(
  `action always any_errors_fatal args async async_val become become_exe become_flags become_method become_user block changed_when
  check_mode collections connection cycler debugger delay delegate_facts delegate_to dict diff environment fact_path failed_when
  force_handlers gather_facts gather_subset gather_timeout handlers hosts ignore_errors ignore_unreachable joiner lipsum
  local_action lookup loop loop_control loop_with max_fail_percentage module_defaults name namespace no_log notify now order poll
  port post_tasks pre_tasks q query range register remote_user rescue retries roles run_once serial strategy tags tasks throttle
  timeout undef until validate_argspec vars_files vars_prompt when with_`.split(/\s+/),
);

/** Rules about the host variables that a server brings along. */
export const variableRules: readonly Rule[] = [
  {
    code: 'SME608',
    severity: 'error',
    sentence: 'A host variable has a name that Ansible accepts.',
    check: (inventory) =>
      variables(inventory).flatMap(({ at, key }) => {
        const why = whyNoName(key);
        const message = `Ansible cannot have a variable named "${key}"`;
        return why === undefined
          ? []
          : [{ at, mark: 'key', message, cause: why, fix: 'Choose another name.' }];
      }),
  },
  {
    code: 'SME609',
    severity: 'error',
    sentence: 'A host variable is none that the compiler sets.',
    check: (inventory) =>
      variables(inventory).flatMap(({ at, key }): Finding[] => {
        const from = Object.hasOwn(ours, key) ? ours[key] : undefined;
        const isPrefixed = /^(sme|vault_sme)_/.test(key);
        if (from === undefined && !isPrefixed) return [];
        return [
          {
            at,
            mark: 'key',
            message: `the compiler sets \`${key}\` itself`,
            cause: from
              ? `It comes from \`${from}\`.`
              : 'Names that begin with sme_ or vault_sme_ belong to the tree.',
            fix: from ? `Remove it, and set \`${from}\`.` : 'Choose another name.',
          },
        ];
      }),
  },
  {
    code: 'SME610',
    severity: 'error',
    sentence: 'No secret stands in the inventory as plain text.',
    check: (inventory) => variables(inventory).flatMap(({ at, key, value }) => plainSecrets(at, key, value)),
  },
];

function variables({
  db_servers,
  app_servers,
}: DraftInventory): { at: string; key: string; value: unknown }[] {
  return Object.entries({ db_servers, app_servers }).flatMap(([list, servers = []]) =>
    servers.flatMap((server, index) =>
      Object.entries(server?.ansible_vars ?? {}).map(([key, value]) => {
        return { at: pointerTo(`/${list}/${index}/ansible_vars`, key), key, value };
      }),
    ),
  );
}

function whyNoName(key: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key))
    return 'A name is letters, digits and underscores, no digit first.';
  if (key.startsWith('__')) return 'Names that begin with two underscores belong to Python.';
  if (pythonWords.test(key)) return 'It is a word of Python.';
  if (jinjaWords.test(key)) return 'It is a word of Jinja.';
  if (ansibleWords.test(key)) return 'Ansible sets it itself.';
  return reservedWords.has(key) ? 'It is a keyword of Ansible, which warns of it from 2.19 on.' : undefined;
}

/** Every value, however deep, that is plain text under a key that holds a secret. */
function plainSecrets(at: string, key: string, value: unknown): Finding[] {
  if (typeof value === 'object' && value !== null) {
    // The entries of a list are what its own key says.
    return Object.entries(value).flatMap(([inner, deeper]) =>
      plainSecrets(pointerTo(at, inner), Array.isArray(value) ? key : inner, deeper),
    );
  }
  const isPlain =
    typeof value === 'number' || (typeof value === 'string' && value !== '' && !isReference(value));
  if (!isPlain || !smellsOfSecret(key)) return [];
  return [
    {
      at,
      mark: 'key',
      isSecret: true,
      message: `a secret stands in \`${pathName(at)}\` as plain text`,
      cause: secretAdvice.cause,
      fix: `Put it into that file as vault_${key.replace(/\W/g, '_')}, change it wherever it is in use, and write "{{ vault_${key.replace(/\W/g, '_')} }}" here.`,
    },
  ];
}
