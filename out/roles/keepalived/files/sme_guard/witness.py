"""Runs on an application server: its vote tells the database servers apart from a network that is cut."""
import os
import socket
import sys

from lease import Vote
from wire import Keys, open_port, pack, read_config, unpack, uptime


def main():
    config = read_config(sys.argv[1])
    keys = Keys()
    servers = {server["address"]: server["name"] for server in config["servers"]}
    link = open_port(config["port"], config["servers"][0]["address"])
    link.settimeout(1)
    vote = Vote(config["promise"], uptime())
    seen = {name: Vote(config["promise"], uptime()) for name in servers.values()}  # for the order of messages alone
    boot, said = os.urandom(8).hex() if hasattr(bytes, "hex") else os.urandom(8).encode("hex"), 0
    while True:
        now = uptime()
        keys.read()
        # Speaking first opens this host's own firewall for what they say.
        if now - said >= 1:
            said = now
            for address in servers:
                send(link, address, config, {"from": config["server"], "hello": boot}, keys.own)
        try:
            datagram, sender = link.recvfrom(4096)
        except (socket.timeout, OSError, IOError):
            continue
        address = sender[0]
        message = unpack(datagram, keys.all) if address in servers else None
        if message is None or message.get("from") != servers[address]:
            continue
        try:
            answer = hear(message, servers[address], vote, seen)
        except (KeyError, TypeError):
            continue  # During an update a guard may speak otherwise: unheard is the safe side.
        send(link, address, config, dict(answer, **{"from": config["server"]}), keys.own)


def hear(message, name, vote, seen):
    """The answer to a guard's message."""
    now, granted = uptime(), False
    if seen[name].is_news(message):
        if message["holds"] or message["wants"]:
            granted = vote.ask(name, now)
        else:
            vote.end(name)
    return {"granted": granted, "boot": message["boot"], "sent": message["sent"], "holder": vote.holder,
            "age": now - vote.asked}


def send(link, address, config, message, key):
    try:
        link.sendto(pack(message, key), (address, config["port"]))
    except (OSError, IOError, socket.error):
        pass  # An unplugged cable: who is not heard does not count, which is all that can be said.


if __name__ == "__main__":
    main()
