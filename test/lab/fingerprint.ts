import { fromEach } from './ask.ts';
import type { Story } from './story.ts';

/** Everything of a host that a play might touch: files, rules, units, accounts. One line each. */
const script = String.raw`
find /etc /home /root /opt /tmp /usr/libexec /usr/local /var/lib/sme-ha-gen /var/spool/cron /var/tmp /var/www /run/keepalived* \
  -xdev -type f -not -name .mariadb_history -not -path '*/.ansible/*' -not -path '*/systemd-private-*' -print0 2>/dev/null |
  tee >(xargs -0 stat --format='%n %a %U %G') >(xargs -0 sha1sum) >/dev/null | sort
for tool in iptables ip6tables; do $tool-save -t filter | sed -e '/^#/d' -e 's/ \[.*//'; done
for unit in httpd cloudftp vsftpd mariadb memcached keepalived sme-guard sme-witness crond iptables ip6tables sshd; do
  systemctl show --property=Id,ActiveState,UnitFileState,MainPID,ActiveEnterTimestampMonotonic $unit.service | sort | tr '\n' ' '
  echo
done
ip -o address show scope global | tr -s ' ' | sort
if systemctl is-active --quiet mariadb; then
  mariadb --batch --skip-column-names --execute "
    SELECT CONCAT('account ', QUOTE(User), '@', QUOTE(Host), ' ', Password, ' ', plugin) FROM mysql.user ORDER BY 1;
    SELECT CONCAT('grant ', QUOTE(User), '@', QUOTE(Host), ' on ', Db) FROM mysql.db ORDER BY 1;
    SHOW GLOBAL VARIABLES LIKE 'log_bin%'; SHOW GLOBAL VARIABLES LIKE 'server_id'; SHOW DATABASES;"
fi
`;

/** The fingerprint of every host, by its name. */
export async function fingerprints(story: Story): Promise<Record<string, string>> {
  return Object.fromEntries(await fromEach(story.hosts, (host) => story.lab.sh(host, script)));
}
