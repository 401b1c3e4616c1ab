import fc from 'fast-check';

/** Rules of others, as they are given and as they decide. */
const foreign = [
  '-i lo -j ACCEPT',
  '-p icmp -m icmp --icmp-type any -j ACCEPT',
  '-m state --state RELATED,ESTABLISHED -j ACCEPT',
  '-p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT',
  '-p tcp -m tcp --dport 3306 -m comment --comment "it\'s a \\"-j DROP\\"; SME-HA" -j ACCEPT',
  '-m comment --comment SME-HA -j LOG --log-prefix "SME-HA: "',
  '-s 203.0.113.0/24 -j DROP',
  '-p udp -m udp --dport 123 -j OTHER',
  '-p udp -m udp --dport 53 -j RETURN',
  '-j REJECT --reject-with icmp-host-prohibited',
];

/** What stands of ours when the module comes: nothing, what an earlier inventory left, or something askew. */
const leftovers = [
  'none',
  'wanted',
  'stale',
  'reversed',
  'no jump',
  'jump at the end',
  'jump from elsewhere',
] as const;
const files = [
  'as it runs',
  'missing',
  'empty',
  'another table',
  'another chain',
  'saved with counters',
  'odd bytes',
] as const;

export interface Firewall {
  /** The family of addresses that it is for. */
  readonly version: 4 | 6;
  /** Whether the appliance's own chain is there, or INPUT alone. */
  readonly hasChain: boolean;
  readonly input: readonly string[];
  readonly chain: readonly string[];
  readonly left: (typeof leftovers)[number];
  readonly file: (typeof files)[number];
  readonly wanted: readonly string[];
  readonly isClosed: boolean;
}

const server = fc
  .nat({ max: 250 })
  .map((last) => `-s 192.0.2.${last}/32 -p tcp -m multiport --dports 3306,11211 -j ACCEPT`);
const wanted = fc
  .uniqueArray(server, { minLength: 1, maxLength: 3 })
  .map((servers) => [
    '-i lo -j RETURN',
    '-s 192.0.2.12/32 -i eth0 -p vrrp -j ACCEPT',
    ...servers,
    '-p tcp -m multiport --dports 3306,11211 -j REJECT --reject-with icmp-host-prohibited',
    '-p udp -m udp --dport 11211 -j REJECT --reject-with icmp-host-prohibited',
  ]);

export const firewall: fc.Arbitrary<Firewall> = fc.record({
  version: fc.constant(4 as const),
  hasChain: fc.boolean(),
  input: fc.shuffledSubarray(foreign, { maxLength: 4 }),
  chain: fc.shuffledSubarray(foreign),
  left: fc.constantFrom(...leftovers),
  file: fc.constantFrom(...files),
  wanted,
  isClosed: fc.boolean(),
});

/** The same firewall, as ip6tables has it. */
export function inIpv6(one: Firewall): Firewall {
  return { ...one, version: 6, wanted: one.wanted.map(spelt6) };
}

function spelt6(text: string): string {
  return text
    .replaceAll('203.0.113.0/24', '2001:db8:2::/64')
    .replaceAll(/(?:192\.0\.2|198\.51\.100)\.(\d+)\/32/g, '2001:db8::$1/128')
    .replaceAll('-p icmp -m icmp --icmp-type any', '-p ipv6-icmp')
    .replaceAll('icmp-host-prohibited', 'icmp6-adm-prohibited');
}

const applianceChain = 'RH-Firewall-1-INPUT';
export const parents = [applianceChain, 'INPUT'];
export const parentOf = ({ hasChain }: Firewall): string => (hasChain ? applianceChain : 'INPUT');

/** The rules as iptables-restore, or ip6tables-restore, takes them. */
export function running(one: Firewall, counters = ''): string {
  const parent = parentOf(one);
  const left = leftOf(one);
  const jump = `-A ${one.left === 'jump from elsewhere' ? 'OTHER' : parent} -j SME-HA`;
  const rulesOf = (chain: string, rules: readonly string[]) => {
    const lines = rules.map((rule) => `-A ${chain} ${rule}`);
    const hasJump = left !== undefined && one.left !== 'no jump' && chain === parent;
    if (!hasJump) return lines;
    return one.left === 'jump at the end' ? [...lines, jump] : [jump, ...lines];
  };
  const chains = [':INPUT ACCEPT [0:0]', ':FORWARD ACCEPT [0:0]', ':OUTPUT ACCEPT [0:0]', ':OTHER - [0:0]'];
  if (one.hasChain) chains.push(`:${applianceChain} - [0:0]`);
  if (left !== undefined) chains.push(':SME-HA - [0:0]');
  const rules = [
    ...(one.hasChain ? [`-A INPUT -j ${applianceChain}`] : []),
    ...rulesOf('INPUT', one.input),
    ...(one.hasChain ? rulesOf(applianceChain, one.chain) : []),
    ...(left ?? []).map((rule) => `-A SME-HA ${rule}`),
  ];
  const text = ['*filter', ...chains, ...rules.map((rule) => counters + rule), 'COMMIT', ''].join('\n');
  return one.version === 6 ? spelt6(text) : text;
}

function leftOf({ left, wanted }: Firewall): readonly string[] | undefined {
  if (left === 'none') return undefined;
  if (left === 'stale') return ['-s 198.51.100.7/32 -j ACCEPT', '-j REJECT'];
  return left === 'reversed' ? wanted.toReversed() : wanted;
}

/** What stands in the file that is loaded at boot, one character a byte; undefined where there is no such file. */
export function stored(one: Firewall): string | undefined {
  const text = storedLines(one);
  return one.isClosed ? text : text?.replace(/\n$/, '');
}

function storedLines(one: Firewall): string | undefined {
  const nat = '# nat\n*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -i eth9 -j ACCEPT\nCOMMIT\n';
  switch (one.file) {
    case 'missing':
      return undefined;
    case 'empty':
      return '';
    case 'another table':
      return nat;
    case 'another chain':
      return running({ ...one, hasChain: !one.hasChain, left: 'none' });
    case 'saved with counters':
      return running(one, '[12:3456] ') + nat;
    case 'odd bytes':
      return `# K\xe9rber's rules\x0b\x85 \xe2\x80\xa8\n${nat}\n${running(one).replace('*filter', '*filter \n# "comment')}\n#\r\n`;
    default:
      return running(one);
  }
}
