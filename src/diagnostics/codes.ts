import { addressCodes } from './codes-addresses.ts';
import { applicationCodes } from './codes-application.ts';
import { databaseCodes } from './codes-database.ts';
import { fileCodes } from './codes-files.ts';
import { fleetCodes } from './codes-fleet.ts';
import { keepalivedCodes } from './codes-keepalived.ts';
import { shapeCodes } from './codes-shape.ts';

/** What docs/diagnostics.md says about one code. */
export interface CodeEntry {
  readonly severity: 'error' | 'warning';
  /** What is wrong, as a heading. */
  readonly title: string;
  /** Why it is refused or warned of. */
  readonly explanation: string;
  /** A piece of an inventory, or a command, that has the fault. */
  readonly example: string;
  readonly fix: string;
}

/** Every code there is. A code keeps its meaning for good; a retired one is not given again. */
export const codes = {
  ...fileCodes,
  ...shapeCodes,
  ...addressCodes,
  ...keepalivedCodes,
  ...databaseCodes,
  ...applicationCodes,
  ...fleetCodes,
} satisfies Record<string, CodeEntry>;

export type Code = keyof typeof codes;
