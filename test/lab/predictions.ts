import { compile } from '../../src/compile.ts';
import { type Foreseen, foresee, type Side } from '../../src/foresee/foresee.ts';
import { fromEach } from './ask.ts';
import { hold, same } from './proof.ts';
import type { Story } from './story.ts';

/** What `plan` says of a change of the story's inventory, or of what it has become, while one of the two servers serves. */
export async function predicted(
  story: Story,
  change: object,
  master: string,
  earlier: object = {},
): Promise<Foreseen> {
  const [before, after] = [
    await sideOf({ ...story.inventory, ...earlier }),
    await sideOf({ ...story.inventory, ...change }),
  ];
  return foresee(before, after, story.db.indexOf(master) === 0 ? 0 : 1);
}

async function sideOf(inventory: object): Promise<Side> {
  const compilation = await compile({ name: 'inventory.json', text: JSON.stringify(inventory) });
  if (!compilation.tree || !compilation.inventory) throw new Error(JSON.stringify(compilation.diagnostics));
  return { inventory: compilation.inventory, tree: compilation.tree };
}

/** What can be seen of a host: each service's run, each file that a role may write, and the addresses. */
export type Sight = ReadonlyMap<string, string>;

const script = String.raw`
for unit in mariadb memcached keepalived sme-guard sme-witness httpd; do
  echo "service $unit.service $(systemctl show --property=InvocationID $unit.service | cut -d= -f2)"
done
find /etc /usr/libexec/keepalived /usr/libexec/sme-ha-gen /usr/libexec/sme-ha-witness /var/lib/sme-ha-gen /var/www -xdev -type f \
  -not -name guard.json.new -not -path /var/lib/sme-ha-gen/guard.json -print0 2> /dev/null |
  xargs -0 sha1sum | sed -E 's/^([0-9a-f]+) +(.*)$/file \2 \1/'
`;

/** By host and thing: `smesql01 file /etc/hosts`, with what tells one state of it from the next. */
export async function sight(story: Story): Promise<Sight> {
  const seen = await fromEach(story.hosts, (host) => story.lab.sh(host, script));
  return new Map(
    seen.flatMap(([host, text]) =>
      text.split('\n').map((line): [string, string] => {
        const [kind = '', name = '', state = ''] = line.split(' ');
        return [`${host} ${kind} ${name}`, state];
      }),
    ),
  );
}

/** Fails unless exactly what was foreseen has another state: files, and services that were restarted. */
export function asForeseen(before: Sight, after: Sight, { steps }: Foreseen): void {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const seen = keys.filter((key) => before.get(key) !== after.get(key)).sort();
  const wanted = steps.flatMap(({ host, effect, sure }) => {
    if (!sure) return [];
    if (effect.kind === 'file') return [`${host} file ${effect.path}`];
    return effect.kind === 'service' && effect.state === 'restarted'
      ? [`${host} service ${effect.unit}`]
      : [];
  });
  same(seen, [...new Set(wanted)].sort(), 'what was changed is not what was foreseen');
}

/** Fails when writes stopped for longer than foreseen; an application's own wait comes on top. */
export function inTime({ pauses }: Foreseen, gap: number): void {
  const most = pauses.reduce(
    (sum, { what, atMost }) => sum + (what === 'writes' ? (atMost?.seconds ?? 0) : 0),
    0,
  );
  hold(
    gap <= most + 1,
    `the writer had to wait for ${gap.toFixed(1)} s; at most ${most.toFixed(1)} s were foreseen`,
  );
}
