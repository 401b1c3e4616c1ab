import type { CodeEntry } from './codes.ts';

/** SME6xx: the application, ports, the firewall, host variables and secrets. */
export const applicationCodes = {
  SME601: {
    severity: 'error',
    title: 'Two keys name the same path',
    explanation: 'The one would overwrite the other.',
    example: '"database": { "config_file": "/etc/a.cnf" }, "memcached": { "config_file": "/etc/a.cnf" }',
    fix: 'Give each its own path.',
  },
  SME602: {
    severity: 'error',
    title: 'Backups would be served by the web server',
    explanation:
      "A saved config.inc.php holds the database's password, and inside the web root anyone may fetch it.",
    example: '"backup_dir": "/var/www/smestorage/public_html/backup"',
    fix: 'Choose a folder outside the web root, such as /home/smeconfiguser.',
  },
  SME603: {
    severity: 'error',
    title: 'Two services want one port',
    explanation: 'MariaDB listens at 3306, SSH and memcached at the ports given here.',
    example: '"memcached": { "port": 3306 }',
    fix: 'Choose another port.',
  },
  SME604: {
    severity: 'warning',
    title: 'The chain has no effect',
    explanation: 'Chains belong to iptables.',
    example: '"firewall": { "backend": "firewalld", "chain": "INPUT" }',
    fix: 'Remove `chain`.',
  },
  SME605: {
    severity: 'error',
    title: 'The chain does not see incoming packets',
    explanation: 'The rules accept connections that come in (G06); this chain is for others, or is a target.',
    example: '"chain": "OUTPUT"',
    fix: 'Use INPUT or a chain that INPUT jumps to.',
  },
  SME606: {
    severity: 'warning',
    title: 'Nothing keeps strangers from the database and from memcached',
    explanation:
      'Both listen on all addresses (G07, G08), and memcached has no password. G03 wants the four servers alone.',
    example: '"firewall": { "backend": "none" }',
    fix: 'Make sure that another firewall does it.',
  },
  SME607: {
    severity: 'warning',
    title: 'There is one application server',
    explanation: 'When it is away so is the service, however available the database is.',
    example: '"app_servers": [{ "name": "smeweb01", "address": "192.0.2.21" }]',
    fix: 'Add a second one.',
  },
  SME608: {
    severity: 'error',
    title: 'Ansible cannot have a variable of this name',
    explanation:
      "A variable's name is letters, digits and underscores, no word of Python or Jinja, no keyword of Ansible, and none that it sets itself.",
    example: '"ansible_vars": { "http-port": 80 }',
    fix: 'Choose another name.',
  },
  SME609: {
    severity: 'error',
    title: 'The compiler sets this variable itself',
    explanation: 'It comes from another key of the inventory; two values would contradict each other.',
    example: '"ansible_vars": { "ansible_host": "192.0.2.11" }',
    fix: 'Use the key that the message names.',
  },
  SME610: {
    severity: 'error',
    title: 'A secret stands in the inventory',
    explanation:
      'Inventories are committed and shared. Secrets come from an encrypted vault file that `sme-ha-gen secrets` writes.',
    example: '"ansible_vars": { "ansible_become_password": "hunter2" }',
    fix: 'Remove it, change it wherever it is in use, and write "{{ vault_name }}" in its place.',
  },
  SME611: {
    severity: 'error',
    title: 'The folder belongs to the system',
    explanation: 'The branding is copied whole to the other application servers (G30).',
    example: '"branding_dir": "/etc"',
    fix: 'Name the folder templates/company of the application.',
  },
  SME612: {
    severity: 'warning',
    title: 'Backups will vanish',
    explanation: 'The folder is emptied at a restart, and application servers are restarted (G29).',
    example: '"backup_dir": "/tmp"',
    fix: 'Choose a folder that lasts, such as /home/smeconfiguser.',
  },
  SME613: {
    severity: 'error',
    title: 'The branding holds the configuration',
    explanation:
      "Copying the branding (G30) would overwrite the other servers' configuration, or spread its backups.",
    example: '"branding_dir": "/var/www/smestorage/public_html"',
    fix: 'Name the folder templates/company of the application.',
  },
  SME614: {
    severity: 'error',
    title: 'Ansible would take this text for a template',
    explanation: 'Between double braces Ansible computes; no name and no path needs them.',
    example: '"backup_dir": "/home/{{ user }}"',
    fix: 'Write the text itself.',
  },
  SME615: {
    severity: 'error',
    title: 'A reboot for the application would take a database server with it',
    explanation:
      'With `topology: two-node` they are one host. A new configuration of the application (G29) takes a restart of its services, no more.',
    example: '{ "topology": "two-node", "application": { "restart": "reboot" } }',
    fix: 'Leave `restart` out, or write `services` or `none`.',
  },
} as const satisfies Record<string, CodeEntry>;
