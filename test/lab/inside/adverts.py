# Listens on a network card for VRRP's advertisements and prints one JSON object: for each router id
# the addresses that sent one, and the password that went over the wire, in hexadecimal.
import json, socket, struct, sys, time

card, seconds = sys.argv[1], float(sys.argv[2])
wire = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0800))
wire.bind((card, 0))
wire.settimeout(0.2)
found, until = {}, time.monotonic() + seconds
while time.monotonic() < until:
    try:
        packet = wire.recv(2048)
    except socket.timeout:
        continue
    if packet[9] != 112:
        continue
    advert = packet[(packet[0] & 15) * 4 :]
    router = found.setdefault(advert[1], {"senders": [], "passwords": []})
    start = 8 + 4 * advert[3]
    for key, value in ("senders", socket.inet_ntoa(packet[12:16])), ("passwords", advert[start : start + 8].hex()):
        if value not in router[key]:
            router[key].append(value)
print(json.dumps(found))
