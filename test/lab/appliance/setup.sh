#!/bin/sh
# Runs inside the new root, last: turns a Debian root into the appliance.
set -eu
# A folder of the machine that builds, which this root does not have.
unset TMPDIR

# --- Units under their RHEL names, without Debian's own beside them
cd /usr/lib/systemd/system
systemctl disable apache2 cron firewalld mariadb memcached vsftpd >/dev/null 2>&1 || true
rm -f apache2*.service apache-htcacheclean*.service cron.service mariadb*.socket mariadb@*.service mysql*.service \
  mariadb-extra*.socket /usr/lib/systemd/system/mariadb.service.d/*
rm -f /etc/systemd/system/mysql.service /etc/systemd/system/mysqld.service /usr/lib/systemd/systemd-sysv-install
rm -f /etc/init.d/* /etc/rc?.d/*
ln -sf apache2 /usr/sbin/httpd
ln -sf cron /usr/sbin/crond
systemctl enable httpd cloudftp vsftpd mariadb memcached crond iptables ip6tables network ssh
systemctl mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service \
  fstrim.timer tmp.mount getty@.service console-getty.service systemd-timesyncd.service phpsessionclean.timer dnf-makecache.timer

# --- The RHEL look: interpreter, package manager, PATH
mkdir -p /usr/libexec
ln -sf ../bin/python3 /usr/libexec/platform-python
ln -sf dnf /usr/bin/yum
rpm --initdb
rm -f /etc/debian_version /etc/yum.repos.d/[!a]*.repo
sed -i 's#^ENV_SUPATH.*#ENV_SUPATH PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin#' /etc/login.defs
echo 'LANG=C.UTF-8' >/etc/default/locale

# --- Users: ssh by password for one of them, root by su alone
useradd --create-home --shell /bin/bash smeconfiguser
useradd --system --home-dir /var/www/smestorage --shell /sbin/nologin smestorage
chmod 700 /home/smeconfiguser
printf '%s\n' "smeconfiguser:$SME_USER_PASSWORD" "root:$SME_ROOT_PASSWORD" | chpasswd
rm -f /etc/ssh/ssh_host_*

# --- Application
for php in /etc/php/[0-9]*; do cp /etc/php/appliance.ini "$php/mods-available/"; done
rm /etc/php/appliance.ini
phpenmod appliance
ln -s "$(basename /usr/lib/apache2/modules/libphp[0-9]*.so)" /usr/lib/apache2/modules/libphp.so
mkdir -p /var/log/httpd /var/log/smestorage /var/log/mariadb /var/www/smestorage/tmp
chown -R smestorage:smestorage /var/www/smestorage /var/log/smestorage
chmod 640 /var/www/smestorage/public_html/config.inc.php
crontab -u smestorage /var/www/smestorage/cron/smestorage.crontab
rm /var/www/smestorage/cron/smestorage.crontab
printf 'listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\n' >/etc/vsftpd.conf

# --- Database: only /etc/my.cnf.d counts, and from version 11 no program has one of the old names
case $(mariadbd --version) in
  *"Ver 10."*) ;;
  *) rm -f /usr/bin/mysql* /usr/sbin/mysql* ;;
esac
rm -rf /etc/mysql
mkdir -p /run/mariadb
chown mysql:mysql /var/log/mariadb /run/mariadb
mariadbd --user=mysql --skip-networking &
for _ in $(seq 60); do mariadb-admin ping >/dev/null 2>&1 && break; sleep 1; done
mariadb --default-character-set=utf8mb4 </root/seed.sql
mariadb-admin shutdown
wait
rm -rf /run/mariadb /root/seed.sql /var/log/mariadb/*

# --- One machine, one identity: made when a host is
: >/etc/machine-id
rm -f /etc/hostname /var/lib/dbus/machine-id
printf '127.0.0.1 localhost localhost.localdomain\n' >/etc/hosts
: >/etc/resolv.conf
rm -rf /var/lib/apt/lists/* /usr/bin/apt /usr/bin/apt-* /usr/bin/dpkg /usr/bin/dpkg-*
