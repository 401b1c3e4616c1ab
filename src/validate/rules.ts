import type { Rule } from './rule.ts';
import { addressRules } from './rules-addresses.ts';
import { applicationRules } from './rules-application.ts';
import { databaseRules } from './rules-database.ts';
import { keepalivedRules } from './rules-keepalived.ts';
import { nameRules } from './rules-names.ts';
import { networkRules } from './rules-networks.ts';
import { optionFileRules } from './rules-option-file.ts';
import { pathRules } from './rules-paths.ts';
import { portRules } from './rules-ports.ts';
import { timingRules } from './rules-timing.ts';
import { tlsRules } from './rules-tls.ts';
import { variableRules } from './rules-variables.ts';

/** Everything beyond the schema that a good inventory has to be. */
export const rules: readonly Rule[] = [
  ...nameRules,
  ...addressRules,
  ...networkRules,
  ...keepalivedRules,
  ...timingRules,
  ...databaseRules,
  ...optionFileRules,
  ...tlsRules,
  ...portRules,
  ...pathRules,
  ...applicationRules,
  ...variableRules,
];
