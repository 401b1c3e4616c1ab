#!/bin/sh
# Runs outside the new root ($1), as a hook of mmdebstrap: turns Debian's keepalived into an rpm in a local repository.
set -eu
root=$1
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/stage
mkdir -p "$stage/etc/keepalived" "$stage/etc/sysconfig" "$stage/usr/lib/systemd/system" "$stage/usr/libexec/keepalived"

rm -f "$root"/var/cache/apt/archives/*.deb
APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get install --yes --download-only --no-install-recommends keepalived
# 1:2.2.7-1+b2 is 2.2.7 to an rpm.
version=$(dpkg-deb -f "$root"/var/cache/apt/archives/keepalived_*.deb Version | sed -e 's/^[0-9]*://' -e 's/[-+].*//')
for deb in "$root"/var/cache/apt/archives/*.deb; do
  dpkg-deb -x "$deb" "$work/deb"
done
[ ! -d "$work/deb/lib" ] || { mkdir -p "$work/deb/usr/lib"; cp -a "$work/deb/lib/." "$work/deb/usr/lib/"; }
cp -a "$work/deb/usr/sbin" "$stage/usr/"
multiarch=$(ls "$work/deb/usr/lib" | grep linux-gnu)
mkdir -p "$stage/usr/lib/$multiarch"
cp -a "$work/deb/usr/lib/$multiarch"/lib*.so* "$stage/usr/lib/$multiarch/"
cp "$here/keepalived.service" "$stage/usr/lib/systemd/system/"
cp "$here/keepalived.conf" "$stage/etc/keepalived/"
echo 'KEEPALIVED_OPTIONS="-D"' >"$stage/etc/sysconfig/keepalived"
# What keepalived of Debian 13 was built with; it does not start without.
options=$work/deb/etc/keepalived/keepalived.config-opts
[ ! -e "$options" ] || cp "$options" "$stage/etc/keepalived/"
# Those of the configuration are in the spec.
(cd "$stage" && find usr etc \( -type f -o -type l \) ! -name keepalived.conf ! -path 'etc/sysconfig/*' -printf '/%p\n') >"$stage.files"

rpmbuild -bb --quiet --define "_topdir $work/rpm" --define "stage $stage" \
  --define "keepalived_version $version" "$here/keepalived.spec"
mkdir -p "$root/opt/localrepo"
cp "$work"/rpm/RPMS/*/*.rpm "$root/opt/localrepo/"
createrepo_c --quiet "$root/opt/localrepo"
rm -f "$root"/var/cache/apt/archives/*.deb
