import type { Story } from '../story.ts';

/** Whom a fault strikes: the holder of the database's virtual IP, the other one, or both at once. */
export type Where = 'master' | 'standby' | 'both';

/** One way to break a database server, and to mend it. Mending may be done twice, and without the fault. */
export interface Fault {
  id: string;
  /** What is done, for people. */
  what: string;
  /** Where it makes sense. */
  where: Where[];
  /** For how long it stays, in seconds: the least and the most. */
  lasts: [number, number];
  /** How long the pair may take to be well again afterwards, in seconds; 90 unless told. */
  patience?: number;
  /** For so many seconds after it a server may still answer what it had been asked before; docs/reliability.md says so. */
  echo?: number;
  /** The fault of docs/reliability.md that it is to two nodes, where it is none of its own. */
  amountsTo?: string;
  /** The unit without which it cannot be done. */
  needs?: string;
  inject(story: Story, host: string, strike: Strike): Promise<void>;
  heal(story: Story, host: string, strike: Strike): Promise<void>;
}

/** What a fault may want to know of the step it is part of. */
export interface Strike {
  hosts: string[];
  where: Where;
  /** The table the load writes into; a fault may have one of its own beside it, with another ending. */
  table: string;
  folder: string;
  /** A number in [0, 1) that follows from the seed. */
  random(): number;
  /** What else must end with the step. */
  atEnd(work: () => Promise<void>): void;
  problem(text: string): void;
}

/** Runs a script on a host that may be off, frozen or half dead; nobody minds how it ends. */
export async function attempt(story: Story, host: string, script: string, timeout = 30_000): Promise<void> {
  if (!story.lab.isOn(host)) return;
  await story.lab.exec(host, ['bash', '-c', script], { timeout }).catch(() => undefined);
}
