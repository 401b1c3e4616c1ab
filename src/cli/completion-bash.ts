import type { Command } from './command.ts';
import { type Completed, completedCommands } from './completion-words.ts';

/** The completion for bash 3.2 and later; it does without the package bash-completion. */
export function bashCompletion(commands: readonly Command[]): string {
  const known = completedCommands(commands);
  const names = known.map(({ name }) => name).filter((name) => name !== '');
  return `# bash completion of sme-ha-gen. In ~/.bashrc: source <(sme-ha-gen completion bash)
_sme_ha_gen_files() {
  local IFS=$'\\n' file
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -d -- "$1"))
  [[ $2 == folder ]] && return
  while read -r file; do
    [[ -n $file && ! -d $file && ( $2 == file || $file == *.json || $file == *.yml || $file == *.yaml ) ]] &&
      COMPREPLY+=("$file")
  done < <(compgen -f -- "$1")
}

_sme_ha_gen() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command='' place=0 index
  COMPREPLY=()
  case \${COMP_WORDS[1]} in ${names.join('|')}) (( COMP_CWORD > 1 )) && command=\${COMP_WORDS[1]} ;; esac
  # A value that was begun behind = is a word of its own to bash, and so is the = itself.
  [[ $word == = ]] && word='' || { [[ $before == = ]] && before=\${COMP_WORDS[COMP_CWORD-2]}; }
  case "$command $before" in
${known.flatMap(({ name, flags }) => flags.filter(({ hasValue }) => hasValue).map((flag) => `    ${flag.spellings.map((spelling) => `"${name} ${spelling}"`).join('|')}) ${action(flag)}; return ;;`)).join('\n')}
  esac
  if [[ $word == -* ]]; then
    case $command in
${known.map(({ name, flags }) => `    '${name}') COMPREPLY=($(compgen -W '${flags.flatMap(({ spellings }) => spellings).join(' ')}' -- "$word")) ;;`).join('\n')}
    esac
    return
  fi
  case $command in
${known.map(({ name, positionals }) => `    '${name}') ${positionals.map(action).join('; ') || ':'} ;;`).join('\n')}
  esac
  (( COMP_CWORD == 1 )) && COMPREPLY+=($(compgen -W '${names.join(' ')}' -- "$word"))
}
complete -F _sme_ha_gen sme-ha-gen
`;
}

function action({ takes, words }: Completed): string {
  if (takes) return `_sme_ha_gen_files "$word" ${takes}`;
  return words.length > 0 ? `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$word"))` : ':';
}
