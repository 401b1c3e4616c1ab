import type { CodeEntry } from './codes.ts';

/** SME1xx: the file and its syntax. */
export const fileCodes = {
  SME101: {
    severity: 'error',
    title: 'There is no such file',
    explanation: 'Nothing has the name that was given.',
    example: 'sme-ha-gen validate inventroy.json',
    fix: 'Check the spelling and the folder you are in; `sme-ha-gen init` writes a first inventory.',
  },
  SME102: {
    severity: 'error',
    title: 'This is not a regular file',
    explanation:
      'An inventory is a plain file. Folders, pipes, sockets and devices are refused rather than waited for.',
    example: 'sme-ha-gen validate inventories/',
    fix: 'Name the file itself; for a pipe, give `-` and send it to standard input.',
  },
  SME103: {
    severity: 'error',
    title: 'The file may not be read',
    explanation:
      'The user who runs the compiler has no right to read the file or to enter a folder above it.',
    example: 'sme-ha-gen validate /root/inventory.json',
    fix: 'Run as a user who may read it, or change its rights.',
  },
  SME104: {
    severity: 'error',
    title: 'The file is not UTF-8',
    explanation:
      'JSON and YAML are read as UTF-8. Guessing another encoding could change a name without a word.',
    example: 'an inventory saved as Latin-1 or UTF-16',
    fix: 'Save the file as UTF-8.',
  },
  SME105: {
    severity: 'error',
    title: 'The file is too large',
    explanation: 'An inventory is a few kilobytes; what is over 1 MiB is something else.',
    example: 'sme-ha-gen validate dump.json',
    fix: 'Name the inventory.',
  },
  SME106: {
    severity: 'error',
    title: 'The ending of the name is unknown',
    explanation: 'The ending says which language the file is in: .json is JSON, .yml and .yaml are YAML.',
    example: 'sme-ha-gen validate inventory.txt',
    fix: 'Give the file one of these endings, or send it to standard input as `-`.',
  },
  SME107: {
    severity: 'error',
    title: 'The file is empty',
    explanation: 'It holds nothing but blanks and comments.',
    example: '# nothing but a comment',
    fix: '`sme-ha-gen init` writes a first inventory.',
  },
  SME108: {
    severity: 'error',
    title: 'The file has a NUL byte',
    explanation: 'No text has one: the file is binary, UTF-16, or was damaged.',
    example: 'sme-ha-gen validate archive.yml',
    fix: 'Name the inventory, or save it as UTF-8.',
  },
  SME109: {
    severity: 'error',
    title: 'The inventory is not a mapping',
    explanation: 'At its top an inventory has keys: `cluster`, `db_servers`, `app_servers`, `vips`.',
    example: '["smesql01", "smesql02"]',
    fix: 'Begin with `{` in JSON, or with `cluster: name` in YAML.',
  },
  SME110: {
    severity: 'error',
    title: 'This is not JSON',
    explanation: 'JSON has no comments, no comma after the last entry, and double quotes only.',
    example: '{ "cluster": "sme-prod", }',
    fix: 'Change what the message names, or write the inventory in YAML.',
  },
  SME111: {
    severity: 'error',
    title: 'A key is written twice',
    explanation: 'One of the two values would be lost, and which one depends on the reader.',
    example: '{ "cluster": "sme-prod", "cluster": "sme-test" }',
    fix: 'Keep one of them.',
  },
  SME112: {
    severity: 'error',
    title: 'The inventory is nested too deep',
    explanation: 'An inventory has some five levels; over 64 are refused.',
    example: '['.repeat(65),
    fix: 'Check the brackets.',
  },
  SME113: {
    severity: 'error',
    title: 'This is not YAML',
    explanation:
      'The text after the first fault would be read by guesswork, so the first one alone is reported.',
    example: 'cluster: sme: prod',
    fix: 'Change what the message names.',
  },
  SME114: {
    severity: 'error',
    title: 'There is more than one YAML document',
    explanation: 'One file is one inventory; what stands after a line `---` would be lost.',
    example: 'cluster: a\n---\ncluster: b',
    fix: 'Give each inventory a file of its own; the compiler takes several.',
  },
  SME115: {
    severity: 'error',
    title: 'YAML readers disagree on this word',
    explanation:
      'Without quotes, `no` is false to YAML 1.1, which Ansible reads, and the text "no" to YAML 1.2; 022 is 18 or 22.',
    example: 'preempt: no',
    fix: 'Write `true` or `false`, put text in quotes, and write numbers without a leading zero.',
  },
  SME116: {
    severity: 'error',
    title: 'YAML tags are not supported',
    explanation:
      'An inventory has plain values only. An encrypted value belongs into the vault file of the tree.',
    example: 'ansible_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256',
    fix: 'Put a secret into inventory/group_vars/all/vault.yml and refer to it as "{{ vault_name }}".',
  },
  SME117: {
    severity: 'error',
    title: 'A YAML alias cannot be followed',
    explanation: 'It has no anchor ahead of it, contains itself, or would grow beyond all measure.',
    example: 'app_servers: *servers',
    fix: 'Write the value out.',
  },
  SME118: {
    severity: 'error',
    title: 'The number cannot be kept as it is written',
    explanation: 'It is larger or more exact than a double, so that another number would reach the servers.',
    example: '"ansible_vars": { "id": 12345678901234567890 }',
    fix: 'Write it in quotes, as text.',
  },
  SME119: {
    severity: 'error',
    title: 'The text has half a character',
    explanation: 'A lone surrogate such as \\ud800 has no UTF-8 form and cannot be written to a file.',
    example: '"ansible_vars": { "motd": "\\ud800" }',
    fix: 'Write the whole character.',
  },
  SME120: {
    severity: 'error',
    title: 'A key is not text',
    explanation:
      'Every key of an inventory is a word. A value that begins with {{ and has no quotes looks like a key.',
    example: 'ansible_password: {{ vault_x }}',
    fix: 'Put the whole value, or the key, in quotes.',
  },
  SME121: {
    severity: 'error',
    title: 'The file cannot be read',
    explanation: 'The system reported a fault while reading; the message names it.',
    example: 'a failing disk, a loop of symbolic links',
    fix: 'Look at what the system says.',
  },
} as const satisfies Record<string, CodeEntry>;
