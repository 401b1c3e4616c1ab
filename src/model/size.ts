const FACTORS = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 } as const;

/** A size as MariaDB's option files write it (`100M`, `4096`) in bytes; throws for anything else. */
export function sizeInBytes(size: string): number {
  const match = /^([0-9]+)([KMG]?)$/.exec(size);
  if (match === null) throw new Error(`not a size: ${size}`);
  return Number(match[1]) * FACTORS[match[2] as keyof typeof FACTORS];
}

/** What MariaDB makes of a max_binlog_size: it counts in blocks of 4096 bytes. */
export function wholeBlocks(bytes: number): number {
  return bytes - (bytes % 4096);
}
