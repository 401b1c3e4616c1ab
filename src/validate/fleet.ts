import type { Claims } from './claims.ts';
import { fleetRules } from './fleet-rules.ts';
import type { CodedFinding } from './rule.ts';

/**
 * Find what the clusters of a fleet have in common and must not, in time that grows with their number alone.
 * Returns the findings of each file, by its name. Which file is named first makes no difference.
 */
export function checkFleet(fleet: readonly Claims[]): Map<string, CodedFinding[]> {
  const findings = new Map<string, CodedFinding[]>();
  const inOrder = [...fleet].sort((a, b) => (a.file < b.file ? -1 : 1));
  for (const { code, severity, check } of fleetRules) {
    for (const { file, ...finding } of check(inOrder)) {
      findings.set(file, [...(findings.get(file) ?? []), { code, severity, ...finding }]);
    }
  }
  return findings;
}
