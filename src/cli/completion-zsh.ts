import type { Command } from './command.ts';
import { type Completed, type CompletedCommand, completedCommands } from './completion-words.ts';

/** The completion for zsh. */
export function zshCompletion(commands: readonly Command[]): string {
  const known = completedCommands(commands);
  const others = known.filter(({ name }) => name !== '');
  const program = known.find(({ name }) => name === '');
  return `#compdef sme-ha-gen
# zsh completion of sme-ha-gen. In ~/.zshrc, behind compinit: source <(sme-ha-gen completion zsh)
_sme_ha_gen_first() {
  local -a commands=(
${others.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  _describe command commands
  ${program?.positionals.map(action).join('; ') ?? ':'}
}

_sme_ha_gen() {
  local curcontext=$curcontext state
  case $words[2] in
${others.map((one) => `    ${one.name}) shift words; (( CURRENT-- )); _arguments -S ${specs(one)}; return ;;`).join('\n')}
  esac
  _arguments -S ${program ? [...flagSpecs(program), "'1: :_sme_ha_gen_first'", ...rest(program)].join(' ') : ''}
}
compdef _sme_ha_gen sme-ha-gen
`;
}

function specs(command: CompletedCommand): string {
  return [...flagSpecs(command), ...command.positionals.slice(0, -1).map(positional), ...rest(command)].join(
    ' ',
  );
}

function flagSpecs({ flags }: CompletedCommand): string[] {
  return flags.flatMap((flag) =>
    flag.spellings.map((spelling) => {
      const form = !flag.hasValue ? spelling : spelling.startsWith('--') ? `${spelling}=` : `${spelling}+`;
      const value = flag.hasValue ? `: :${action(flag)}` : '';
      return quoted(`*${form}[${flag.describe.replaceAll(/[[\]:]/g, '\\$&')}]${value}`);
    }),
  );
}

function positional(one: Completed, index: number): string {
  return quoted(`${index + 1}: :${action(one)}`);
}

function rest({ positionals }: CompletedCommand): string[] {
  return positionals.slice(-1).map((one) => quoted(`*: :${action(one)}`));
}

function action({ takes, words }: Completed): string {
  if (takes === 'folder') return '_files -/';
  if (takes === 'inventory') return '_files -g "*.(json|yml|yaml)(-.)"';
  return takes === 'file' ? '_files' : `(${words.join(' ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
