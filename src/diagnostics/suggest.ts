/** What people write for a key that we call otherwise. */
const synonyms: Readonly<Record<string, string>> = {
  cidr: 'prefix',
  databases: 'db_servers',
  db: 'database',
  host: 'name',
  hostname: 'name',
  ip: 'address',
  ipaddress: 'address',
  ipv4: 'address',
  netmask: 'prefix',
  nic: 'interface',
  priority: 'priorities',
  routerid: 'virtual_router_id',
  vars: 'ansible_vars',
  vrid: 'virtual_router_id',
  webservers: 'app_servers',
};

/** The candidate that was most likely meant by `written`, if any is near enough. */
export function suggest(written: string, candidates: readonly string[]): string | undefined {
  const bare = bareWord(written);
  const same = candidates.find((candidate) => bareWord(candidate) === bare);
  const synonym = Object.hasOwn(synonyms, bare) ? synonyms[bare] : undefined;
  if (same !== undefined) return same;
  if (synonym !== undefined && candidates.includes(synonym)) return synonym;

  // A stranger of any length can be near nothing of ours, and the distance is quadratic.
  if (written.length > 40) return undefined;
  const [nearest] = candidates
    .map((candidate) => ({ candidate, distance: editDistance(bare, bareWord(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return nearest?.candidate;
}

/** `dbServers`, `db-servers` and `DB_SERVERS` are one word. */
function bareWord(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Edit distance in which two neighbours that changed places count as one mistake. */
export function editDistance(a: string, b: string): number {
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const before = previous;
    previous = current;
    current = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + cost,
        swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return current[b.length] ?? 0;
}
