import type { Inventory } from '../generated/inventory.ts';

/** What a fault can cost, from nothing to a disk. */
export const losses = ['nothing', 'handed over', 'late', 'late, or gone with the disk'] as const;
export type Loss = (typeof losses)[number];

/** Say what this kind of loss means in this cluster. It differs with semi_sync and grants, and with the fate of the disk. */
export function lossSentence(loss: Loss, { database }: Pick<Inventory, 'database'>): string {
  if (loss === 'nothing') return 'Nothing.';
  const parts = [database.semi_sync ? semiSynchronous[loss] : asynchronous[loss]];
  if (database.grants === 'global') parts.push(twoWriters);
  return parts.join(' ');
}

const handedOver = 'Nothing: the new server first applies all that the old one had written.';

const asynchronous = {
  'handed over': handedOver,
  late:
    'Nothing for good: what the old server had not sent yet is missing until it is back, and then follows; ' +
    'where the same rows were changed meanwhile, it is kept aside and a person decides.',
  'late, or gone with the disk':
    'What the old server had not sent yet follows when it is back, as long as its disk survives. If the disk is lost, that is gone: ' +
    'the acknowledged writes of the last moment, or of as long as the other server lagged.',
} as const;

const connected = 'but for what was acknowledged while that one was away';
const semiSynchronous = {
  'handed over': handedOver,
  late: `Nothing that was acknowledged: the other server has it, ${connected}. What was not may appear when the old server is back.`,
  'late, or gone with the disk': `Nothing that was acknowledged, not even with the disk: the other server has it, ${connected}.`,
} as const;

const twoWriters =
  'But with grants: global read_only does not bind the application: it may write to the old server too, and no promise holds.';
