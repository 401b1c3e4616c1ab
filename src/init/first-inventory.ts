import { schemaText } from '../cli/schema-text.ts';
import { harmless } from '../diagnostics/harmless.ts';
import { yamlLive } from '../render/yaml.ts';
import { type Answers, inventoryOf, type Named } from './answers.ts';
import { optionalKeys, prose, type SchemaNode } from './optional-keys.ts';

/** What a first inventory is made of beside the answers. */
export interface Setting {
  /** Where an editor finds the schema, as a path from the inventory or as a URL. */
  readonly schemaPlace: string;
  /** Whether the addresses are those of the documentation, to be replaced. */
  readonly isExample: boolean;
  /** What to type to compile it. */
  readonly command: string;
}

/** A first inventory as JSON, which holds no comments: `$schema` has the editor show the help. */
export function firstJson(answers: Answers, { schemaPlace }: Setting): string {
  const { cluster, db_servers: db, app_servers: app, vips } = inventoryOf(answers);
  const list = (servers: readonly Named[]) => servers.map((server) => `\n    ${flow(server)}`).join(',');
  return `{
  "$schema": ${JSON.stringify(schemaPlace)},
  "cluster": ${JSON.stringify(cluster)},
  "db_servers": [${list(db)}
  ],
  "app_servers": [${list(app)}
  ],
  "vips": {
    "database": ${flow(vips.database)},
    "memcached": ${flow(vips.memcached)}
  }
}
`;
}

function flow({ name, address }: Named): string {
  return `{ "name": ${JSON.stringify(name)}, "address": ${JSON.stringify(address)} }`;
}

/** A first inventory as YAML: the answers, and every option commented out with its default, all from the schema. */
export function firstYaml(answers: Answers, setting: Setting): string {
  const { properties = {} }: SchemaNode = JSON.parse(schemaText);
  const { cluster, dbServers, appServers, database, memcached } = answers;
  const mark = setting.isExample ? '  # an example: put yours here' : '';
  const about = (key: string) => prose(properties[key]?.description ?? '');
  const place = ({ name, address }: Named, first: string, rest: string) => [
    `${first}name: ${yamlLive(name)}${mark}`,
    `${rest}address: ${yamlLive(address)}${mark}`,
  ];
  const servers = (list: readonly Named[]) => list.flatMap((server) => place(server, '  - ', '    '));
  const vip = (key: string, named: Named) => {
    const node = properties.vips?.properties?.[key] ?? {};
    return [
      ...prose(node.description ?? '', '  '),
      `  ${key}:`,
      ...place(named, '    ', '    '),
      ...optionalKeys(node, '    '),
    ];
  };
  const lines = [
    `# yaml-language-server: $schema=${setting.schemaPlace}`,
    ...prose(`An inventory of sme-ha-gen. ${harmless(setting.command)}`),
    ...prose(
      'A line like "#port: 22" is an option with its default: to change it, take the # away, also from the line that it belongs to.',
    ),
    '',
    ...about('cluster'),
    `cluster: ${yamlLive(cluster)}`,
    '',
    ...about('db_servers'),
    'db_servers:',
    ...servers(dbServers),
    '',
    ...about('app_servers'),
    'app_servers:',
    ...servers(appServers),
    '',
    ...about('vips'),
    'vips:',
    ...vip('database', database),
    ...vip('memcached', memcached),
    ...Object.entries(properties).flatMap(([key, node]) =>
      'default' in node ? ['', ...optionalKeys({ properties: { [key]: node } }, '')] : [],
    ),
  ];
  return `${lines.join('\n')}\n`;
}
