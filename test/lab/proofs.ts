import type { Proof } from './proof.ts';
import { applicationProofs } from './proofs-application.ts';
import { changeProof, foreseenProof } from './proofs-change.ts';
import { conflictProofs } from './proofs-conflict.ts';
import { convergeProofs } from './proofs-converge.ts';
import { lockedProof, memcachedProof, powerCutProof, stoppedProof } from './proofs-faults.ts';
import { firewallProofs } from './proofs-firewall.ts';
import { freshProofs } from './proofs-fresh.ts';
import { guardProofs } from './proofs-guard.ts';
import { jobProofs, jobsRanProof } from './proofs-jobs.ts';
import { mariadbProofs } from './proofs-mariadb.ts';
import { backupProofs } from './proofs-operator-backup.ts';
import { verifyProofs } from './proofs-operator-verify.ts';
import { matrixProofs } from './proofs-matrix.ts';
import { nameProofs } from './proofs-names.ts';
import { ownDataProofs } from './proofs-own-data.ts';
import { refusalProofs } from './proofs-refusal.ts';
import { replicationProofs } from './proofs-replication.ts';
import { partProofs, rerunProofs } from './proofs-rerun.ts';
import { hostSecretProof, outputSecretProof } from './proofs-secrets.ts';
import { vipProofs } from './proofs-vips.ts';

/** The story, in order. What stands in a list of its own may run at the same time. */
export const story: (Proof | Proof[])[] = [
  ...freshProofs,
  ...convergeProofs,
  ...nameProofs,
  ...firewallProofs,
  ...jobProofs,
  ...mariadbProofs,
  ...replicationProofs,
  ...vipProofs,
  ...applicationProofs,
  hostSecretProof,
  ...rerunProofs,
  partProofs,
  // From here on the second server serves.
  stoppedProof,
  powerCutProof,
  memcachedProof,
  lockedProof,
  ...guardProofs,
  ...matrixProofs,
  changeProof,
  foreseenProof,
  // Of the playbooks of day two a taste; `--operator` has the rest.
  ...[backupProofs, verifyProofs].flatMap(([first]) => first ?? []),
  ...refusalProofs,
  ...ownDataProofs,
  ...conflictProofs,
  jobsRanProof,
  outputSecretProof,
];
