import { ask, fromEach, replicates, slaveStatus } from './ask.ts';
import { login } from './guard.ts';
import { comesAbout, hold, type Proof, same } from './proof.ts';
import { traffic } from './proofs-operator-rotate.ts';
import { verify } from './proofs-operator-verify.ts';
import type { Story } from './story.ts';

const certificate = '/etc/sme-ha-gen/tls/server.pem';

/** The fingerprints of the certificates that the database servers show, by host. */
function fingerprintsOf(story: Story): Promise<[string, string][]> {
  return fromEach(story.db, (host) =>
    story.lab.sh(host, `openssl x509 -in ${certificate} -noout -fingerprint -sha256`),
  );
}

/** Replication by TLS with certificates that the servers made themselves. */
export const tlsProofs: Proof[] = [
  {
    name: 'the servers replicate by TLS, each sure of the other one, and let replication in by nothing else',
    steps: ['G10', 'G13', 'G14', 'G15'],
    async run(story) {
      const { replication_user } = story.inventory.database;
      for (const host of story.db) {
        const peer = story.peerOf(host);
        const { Master_SSL_Allowed: allowed, Master_SSL_Verify_Server_Cert: sure } = await slaveStatus(
          story,
          host,
        );
        same([allowed, sure], ['Yes', 'Yes'], `replication of ${host}`);
        same(
          await story.lab.sh(host, `stat --format='%a %U' ${certificate}`),
          '400 mysql',
          `the key of ${host}`,
        );
        const password = story.secrets.vault_sme_replication_password;
        const enter = (options: string) =>
          login(story, peer, story.addressOf(host), replication_user, password, 'SELECT 1', options);
        same((await enter('')).code, 0, `replication's login from ${peer} by TLS`);
        // A client may ask for TLS by itself.
        const { code, stderr } = await enter('skip-ssl\n');
        hold(code !== 0 && stderr.includes('ERROR 1045'), `${host} lets replication in without TLS`, stderr);
      }
    },
  },
  {
    name: 'certificates are renewed, and no write fails; verify finds those that end soon',
    steps: ['G13', 'G15'],
    thorough: true,
    async run(story) {
      const before = await fingerprintsOf(story);
      const written = await traffic(story, 'certificates');
      await story.playWell('rotate certificates', ['playbooks/rotate-certificates.yml']);
      const said = await written.end();
      const after = await fingerprintsOf(story);
      for (const [index, [host, fingerprint]] of after.entries()) {
        hold(fingerprint !== before[index]?.[1], `${host} has the certificate it had`);
        hold(await comesAbout(() => replicates(story, host), 30), `${host} does not replicate`);
        same(await ask(story, host, 'SELECT @@ssl_cert'), certificate, `the certificate of ${host}`);
      }
      const soon = await verify(story, 'certificates end soon', { sme_verify_certificate_days: 36_000 });
      same(
        soon.wrong.filter((finding) => finding.includes('certificate')).length,
        story.db.length,
        `findings: ${soon.wrong.join('; ')}`,
      );
      return said;
    },
  },
];
