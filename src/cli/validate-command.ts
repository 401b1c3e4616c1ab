import { checkInventories, type Format, report } from './inventories.ts';
import type { Io } from './io.ts';

export interface ValidateOptions {
  readonly inventory: readonly string[];
  readonly format?: Format | undefined;
}

/** Report every fault of the inventories, and of the fleet that they are; 0 when none is an error, else 2. */
export async function validateCommand(
  { inventory, format = 'text' }: ValidateOptions,
  io: Io,
): Promise<number> {
  const checked = await checkInventories(inventory, io);
  if (report(checked, format, io)) return 2;
  if (format === 'text') io.stdout.write(inventory.map((name) => `${name} is valid\n`).join(''));
  return 0;
}
