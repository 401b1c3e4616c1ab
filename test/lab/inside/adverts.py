# Listens on a network card for VRRP's advertisements of a family of addresses (4 or 6) and prints one JSON object: for each
# router id the addresses that sent one, and the password that went over the wire, in hexadecimal, where there can be one.
import json, socket, sys, time

card, seconds, is_ipv6 = sys.argv[1], float(sys.argv[2]), sys.argv[3:] == ["6"]
wire = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x86DD if is_ipv6 else 0x0800))
wire.bind((card, 0))
wire.settimeout(0.2)
found, until = {}, time.monotonic() + seconds
while time.monotonic() < until:
    try:
        packet = wire.recv(2048)
    except socket.timeout:
        continue
    if packet[6 if is_ipv6 else 9] != 112:
        continue
    advert = packet[40:] if is_ipv6 else packet[(packet[0] & 15) * 4 :]
    sender = socket.inet_ntop(socket.AF_INET6, packet[8:24]) if is_ipv6 else socket.inet_ntoa(packet[12:16])
    router = found.setdefault(advert[1], {"senders": [], "passwords": []})
    start = 8 + 4 * advert[3]
    password = advert[start : start + 8].hex()
    for key, value in ("senders", sender), ("passwords", password):
        # Version 3 ends with the addresses.
        if value not in router[key] and (key == "senders" or advert[0] >> 4 == 2):
            router[key].append(value)
print(json.dumps(found))
