# Gives keepalived one instance for each rendered `auth_pass` line, asks its own check, and reads from the other end of a
# cable what its adverts carry. All of it in a network namespace that ends with this process.
# given: {folder, lines: [...]}; answer: {code, said, adverts: {instance: hexadecimal}}.
import ctypes
import os
import signal
import socket
import subprocess
import time

CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None, use_errno=True)
folder, lines = given["folder"], given["lines"]  # noqa: F821 the frame of askPython sets it


def configuration():
    text = "global_defs {\n  router_id quoting\n}\n"
    for number, line in enumerate(lines, 1):
        with open("%s/auth_%d.conf" % (folder, number), "wb") as handle:
            handle.write(line.encode())
        text += """
vrrp_instance V%(number)d {
  state MASTER
  interface vrrp0
  virtual_router_id %(number)d
  priority 100
  advert_int 1
  virtual_ipaddress {
    198.51.100.%(number)d/32 dev vrrp0
  }
  authentication {
    auth_type PASS
    include %(folder)s/auth_%(number)d.conf
  }
}
""" % {"number": number, "folder": folder}
    with open(folder + "/keepalived.conf", "w") as handle:
        handle.write(text)
    return folder + "/keepalived.conf"


def listen():
    """Adverts by router id, until each instance has been heard."""
    heard, end = {}, time.time() + 20
    while len(heard) < len(lines) and time.time() < end:
        try:
            frame = cable.recv(2000)
        except socket.timeout:
            continue
        packet = frame[14:]
        advert = packet[(packet[0] & 15) * 4:]
        if packet[9] == 112:
            # Eight bytes, four for each address, eight of the password.
            start = 8 + 4 * advert[3]
            heard[advert[1]] = advert[start:start + 8].hex()
    return heard


assert libc.unshare(CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())
for command in (
    "link add vrrp0 type veth peer name vrrp1",
    "link set vrrp0 up",
    "link set vrrp1 up",
    "address add 192.0.2.1/24 dev vrrp0",
):
    subprocess.run(["ip"] + command.split(), check=True)
cable = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800))
cable.bind(("vrrp1", 0))
cable.settimeout(0.2)

path = configuration()
test = subprocess.run(["keepalived", "--config-test", "--use-file=" + path], capture_output=True, text=True)
adverts = {}
if given["wire"]:  # noqa: F821
    daemon = subprocess.Popen(
        ["keepalived", "--dont-fork", "--log-console", "--vrrp", "--use-file=" + path,
         "--pid=%s/keepalived.pid" % folder, "--vrrp_pid=%s/vrrp.pid" % folder],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL),
    )
    adverts = listen()
    daemon.terminate()
    daemon.wait()
answer = {"code": test.returncode, "said": test.stdout + test.stderr, "adverts": adverts}
