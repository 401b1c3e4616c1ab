import { ask } from './ask.ts';
import type { Proof } from './proof.ts';
import { inUse } from './proofs-converge.ts';
import { backupProofs } from './proofs-operator-backup.ts';
import { brandingProofs } from './proofs-operator-branding.ts';
import { cronProofs } from './proofs-operator-cron.ts';
import { decommissionProofs } from './proofs-operator-decommission.ts';
import { failoverProofs } from './proofs-operator-failover.ts';
import { preflightProofs } from './proofs-operator-preflight.ts';
import { replaceProofs } from './proofs-operator-replace.ts';
import { reseedProofs } from './proofs-operator-reseed.ts';
import { restoreProofs } from './proofs-operator-restore.ts';
import { rotateProofs } from './proofs-operator-rotate.ts';
import { shutdownProofs } from './proofs-operator-shutdown.ts';
import { updateProofs } from './proofs-operator-update.ts';
import { verifyProofs } from './proofs-operator-verify.ts';
import { outputSecretProof } from './proofs-secrets.ts';

/** The playbooks of day two on a cluster of its own, in healthy and in broken cases. */
export const operatorStory: (Proof | Proof[])[] = [
  ...preflightProofs,
  {
    name: 'stock appliances become a cluster, for the operator to keep',
    steps: [],
    vital: true,
    async run(story) {
      await ask(story, story.db[0], inUse, story.inventory.database.name);
      await story.playWell('the cluster of the operator');
    },
  },
  ...verifyProofs,
  ...failoverProofs,
  ...brandingProofs,
  ...updateProofs,
  ...backupProofs,
  ...restoreProofs,
  ...shutdownProofs,
  ...reseedProofs,
  ...rotateProofs,
  ...cronProofs,
  ...replaceProofs,
  ...decommissionProofs,
  outputSecretProof,
];
