import type { Story } from '../story.ts';
import { attempt, type Fault } from './fault.ts';

interface Service {
  name: string;
  unit: string;
  what: string;
  /** Only where it is installed. */
  optional?: boolean;
}

const services: Service[] = [
  { name: 'mariadb', unit: 'mariadb.service', what: 'MariaDB' },
  { name: 'memcached', unit: 'memcached.service', what: 'memcached' },
  { name: 'keepalived', unit: 'keepalived.service', what: 'keepalived' },
  { name: 'guard', unit: 'sme-guard.service', what: 'the guard', optional: true },
];

/** A signal to all processes of a unit, whoever started them. */
function signal(name: string, unit: string): string {
  return `systemctl kill --kill-who=all --signal=${name} ${unit}`;
}

/** Each service stopped by its unit, killed, and hung. */
export const serviceFaults: Fault[] = services.flatMap(({ name, unit, what, optional }) => {
  const start = async (story: Story, host: string) => {
    // A hung one goes on first: what a stop would wait for.
    await attempt(story, host, signal('SIGCONT', unit));
    await attempt(story, host, `systemctl reset-failed ${unit}; systemctl start ${unit}`, 90_000);
  };
  const common = { where: ['master', 'standby', 'both'] as Fault['where'], heal: start };
  const needs = optional ? { needs: unit } : {};
  const strike = (script: string) => async (story: Story, host: string) => {
    await story.lab.sh(host, script);
  };
  return [
    {
      ...{ ...common, ...needs, id: `${name}-stopped`, what: `${what} is stopped, and started again` },
      lasts: [8, 20],
      inject: strike(`systemctl stop ${unit}`),
    },
    {
      ...{ ...common, ...needs, id: `${name}-killed`, what: `all processes of ${what} get SIGKILL` },
      lasts: [5, 15],
      inject: strike(signal('SIGKILL', unit)),
    },
    {
      ...{ ...common, ...needs, id: `${name}-hung`, what: `all processes of ${what} get SIGSTOP` },
      lasts: [8, 25],
      inject: strike(signal('SIGSTOP', unit)),
    },
  ];
});
