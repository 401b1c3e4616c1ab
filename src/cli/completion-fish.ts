import type { Command } from './command.ts';
import { type Completed, type CompletedCommand, completedCommands } from './completion-words.ts';

/** The completion for fish. */
export function fishCompletion(commands: readonly Command[]): string {
  const known = completedCommands(commands);
  const names = known.map(({ name }) => name).filter((name) => name !== '');
  return `# fish completion of sme-ha-gen. In ~/.config/fish/config.fish: sme-ha-gen completion fish | source
complete -c sme-ha-gen -e
complete -c sme-ha-gen -f
function __sme_ha_gen_inventories
  set -l word (commandline -ct)
  set -l found $word*/ $word*.json $word*.yml $word*.yaml
  printf '%s\\n' $found
end
function __sme_ha_gen_bare
  not __fish_seen_subcommand_from ${names.join(' ')}
end
${known.flatMap((one) => [...nameLine(one), ...flagLines(one), ...positionalLines(one)]).join('\n')}
`;
}

function condition(name: string): string {
  return name === '' ? '__sme_ha_gen_bare' : quoted(`__fish_seen_subcommand_from ${name}`);
}

function nameLine({ name, summary }: CompletedCommand): string[] {
  return name === ''
    ? []
    : [`complete -c sme-ha-gen -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`];
}

function flagLines({ name, flags }: CompletedCommand): string[] {
  return flags.map(({ spellings, describe, hasValue, ...completed }) => {
    const forms = spellings.map((one) =>
      one.startsWith('--') ? `-l ${one.slice(2)}` : `-s ${one.slice(1)}`,
    );
    const value = hasValue ? ` -x ${values(completed)}` : '';
    return `complete -c sme-ha-gen -n ${condition(name)} ${forms.join(' ')}${value} -d ${quoted(describe)}`;
  });
}

function positionalLines({ name, positionals }: CompletedCommand): string[] {
  return positionals.map((one) => `complete -c sme-ha-gen -n ${condition(name)} ${values(one)}`);
}

function values({ takes, words }: Completed): string {
  if (takes === 'folder') return "-a '(__fish_complete_directories)'";
  if (takes === 'inventory') return "-a '(__sme_ha_gen_inventories)'";
  return takes === 'file' ? "-a '(__fish_complete_path (commandline -ct))'" : `-a ${quoted(words.join(' '))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
