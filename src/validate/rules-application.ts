import type { Finding, Rule } from './rule.ts';

const systemFolders =
  /^\/(bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|var\/lib|var\/log|var\/www|usr\/share)$/;

/** Rules about the application servers and their folders. */
export const applicationRules: readonly Rule[] = [
  {
    code: 'SME607',
    severity: 'warning',
    sentence: 'There are two application servers or more.',
    check: ({ topology, app_servers }) =>
      topology !== 'two-node' && app_servers?.length === 1
        ? [
            {
              at: '/app_servers',
              mark: 'key',
              message: 'there is one application server',
              cause: 'When it is away so is the service, however available the database is.',
              fix: 'Add a second one.',
            },
          ]
        : [],
  },
  {
    code: 'SME615',
    severity: 'error',
    sentence: 'On two nodes a new configuration reboots nobody.',
    check: ({ topology, application }) =>
      topology === 'two-node' && application?.restart === 'reboot'
        ? [
            {
              at: '/application/restart',
              message: 'a reboot for the application would take a database server with it',
              cause: 'With topology two-node they are one host (G29).',
              fix: 'Leave it out: the services of the application are restarted, on one server after the other.',
            },
          ]
        : [],
  },
  {
    code: 'SME602',
    severity: 'error',
    sentence: 'Backups are outside the web root.',
    check: ({ application }) => {
      const backups = application?.backup_dir;
      if (backups === undefined || !isServed(backups, application?.config_file)) return [];
      return [
        {
          at: '/application/backup_dir',
          message: `the web server would serve the backups in "${backups}"`,
          cause: "A saved config.inc.php holds the database's password, and anyone could fetch it.",
          fix: 'Choose a folder outside the web root, such as /home/smeconfiguser.',
        },
      ];
    },
  },
  {
    code: 'SME612',
    severity: 'warning',
    sentence: 'Backups outlive a restart.',
    check: ({ application }) => {
      const backups = application?.backup_dir ?? '';
      const folder = ['/tmp', '/run', '/var/run', '/dev'].find((volatile) => isInside(backups, volatile));
      if (folder === undefined) return [];
      const cause = `${folder} is emptied at a restart, and application servers are restarted (G29).`;
      const fix = 'Choose a folder that lasts, such as /home/smeconfiguser.';
      return [{ at: '/application/backup_dir', message: `backups in "${backups}" will vanish`, cause, fix }];
    },
  },
  {
    code: 'SME611',
    severity: 'error',
    sentence: 'The branding is no folder of the system.',
    check: ({ application }) =>
      systemFolders.test(application?.branding_dir ?? '')
        ? [
            brandingFault(
              `"${application?.branding_dir}" is a folder of the system`,
              'It would be copied whole to the other application servers (G30).',
            ),
          ]
        : [],
  },
  {
    code: 'SME613',
    severity: 'error',
    sentence: 'The branding holds neither the configuration nor its backups.',
    check: ({ application }) => {
      const { branding_dir: branding, config_file, backup_dir } = application ?? {};
      if (branding === undefined) return [];
      const held = [config_file, backup_dir].find(
        (path) => path !== branding && isInside(path ?? '', branding),
      );
      if (held === undefined) return [];
      const cause = 'Copying the branding (G30) would carry it to the other application servers.';
      return [brandingFault(`the branding folder "${branding}" holds "${held}"`, cause)];
    },
  },
];

/** Whether a web server of the appliance would hand this folder out. */
function isServed(folder: string, configFile: string | undefined): boolean {
  const besideConfig = configFile?.slice(0, configFile.lastIndexOf('/')) || undefined;
  if (/\/(public_html|htdocs)(\/|$)/.test(folder) || isInside(folder, '/var/www/html')) return true;
  return besideConfig !== undefined && isInside(folder, besideConfig);
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function brandingFault(message: string, cause: string): Finding {
  return {
    at: '/application/branding_dir',
    message,
    cause,
    fix: 'Name templates/company of the application.',
  };
}
