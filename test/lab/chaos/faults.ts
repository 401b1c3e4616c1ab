import type { Story } from '../story.ts';
import type { Fault } from './fault.ts';
import { databaseFaults } from './faults-database.ts';
import { hostFaults } from './faults-host.ts';
import { networkFaults } from './faults-network.ts';
import { serviceFaults } from './faults-service.ts';

/** All that can go wrong. */
export const faults: Fault[] = [...serviceFaults, ...databaseFaults, ...hostFaults, ...networkFaults];

export function faultOf(id: string): Fault {
  const found = faults.find((fault) => fault.id === id);
  if (!found) throw new Error(`no fault ${id}; there are ${faults.map((fault) => fault.id).join(', ')}`);
  return found;
}

/** Whether a fault can be done on these hosts. */
export async function isPossible(story: Story, { needs }: Fault): Promise<boolean> {
  return needs === undefined || (await story.lab.exec(story.db[0], ['systemctl', 'cat', needs])).code === 0;
}
