import { sleep } from '../proof.ts';
import type { Story } from '../story.ts';
import { attempt, type Fault } from './fault.ts';

async function bootIfOff(story: Story, host: string): Promise<void> {
  if (!story.lab.isOn(host)) await story.lab.boot(host);
}

/** A host's clock is the machine's, which is left alone: only the guard is told another time, by a file it reads. */
function clock(id: string, seconds: number): Fault {
  const file = '/run/sme-guard/clock_offset';
  return {
    id,
    what: `the guard's clock jumps by ${seconds} s (a hook of its own: all hosts share the machine's clock)`,
    where: ['master', 'standby', 'both'],
    lasts: [8, 20],
    needs: 'sme-guard.service',
    inject: async (story, host) => {
      await story.lab.sh(host, `mkdir -p /run/sme-guard && echo ${seconds} >${file}`);
    },
    heal: (story, host) => attempt(story, host, `rm -f ${file}`),
  };
}

/** Whole hosts that fail. */
export const hostFaults: Fault[] = [
  {
    id: 'power-cut',
    what: 'the power is cut, and comes back',
    where: ['master', 'standby'],
    lasts: [6, 20],
    patience: 120,
    inject: async (story, host) => story.lab.powerCut(host),
    heal: bootIfOff,
  },
  {
    id: 'frozen',
    what: 'all processes stand still, then go on',
    where: ['master', 'standby', 'both'],
    lasts: [6, 20],
    echo: 0.1,
    inject: async (story, host) => story.lab.freeze(host),
    heal: async (story, host) => story.lab.thaw(host),
  },
  {
    id: 'rebooted',
    what: 'systemctl reboot',
    where: ['master', 'standby', 'both'],
    lasts: [5, 5],
    patience: 120,
    inject: (story, host) => attempt(story, host, 'systemctl reboot'),
    heal: async (story, host) => {
      // It says that it runs until it has begun to stop.
      await sleep(5000);
      await story.lab.waitUntilUp(host, 120);
    },
  },
  {
    id: 'both-cut',
    what: 'both lose their power, and boot one after the other: first the one that was master, standby, or both at once',
    where: ['master', 'standby', 'both'],
    lasts: [2, 6],
    patience: 150,
    inject: async (story) => {
      for (const host of story.db) story.lab.powerCut(host);
    },
    heal: async (story, host, { where, random }) => {
      const rest = story.db.filter((name) => name !== host);
      if (where === 'both') return bootIfOff(story, host);
      await bootIfOff(story, host);
      await sleep(1000 * Math.round(random() * 20));
      for (const other of rest) await bootIfOff(story, other);
    },
  },
  clock('clock-forward', 3600),
  clock('clock-back', -3600),
];
