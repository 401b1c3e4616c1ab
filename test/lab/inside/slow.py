# A slow cable: passes each packet between two network cards on, so many milliseconds late. Ends when one is gone.
import collections, select, socket, sys, time

SOL_PACKET, PACKET_VNET_HDR, PACKET_IGNORE_OUTGOING, LIMIT = 263, 15, 23, 20000
cards, delay = sys.argv[1:3], float(sys.argv[3]) / 1000
ends = []
for card in cards:
    end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    # With the header, checksums and segments that the card has left for later pass through as they are.
    end.setsockopt(SOL_PACKET, PACKET_VNET_HDR, 1)
    end.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 23)
    end.bind((card, 0))
    end.setblocking(False)
    ends.append(end)
waiting = collections.deque()
while True:
    pause = max(0, waiting[0][0] - time.monotonic()) if waiting else 1
    for end in select.select(ends, [], [], pause)[0]:
        try:
            packet = end.recv(1 << 17)
        except BlockingIOError:
            continue
        except OSError:
            sys.exit()
        if len(waiting) < LIMIT:
            waiting.append((time.monotonic() + delay, ends[1 - ends.index(end)], packet))
    while waiting and waiting[0][0] <= time.monotonic():
        _, end, packet = waiting.popleft()
        try:
            end.send(packet)
        except OSError as fault:
            if fault.errno in (6, 19):  # the card is gone
                sys.exit()
    for card in () if waiting else cards:
        try:
            socket.if_nametoindex(card)
        except OSError:
            sys.exit()
