# Sends a database server what its partner or a witness might say, signed with another key, and mere noise, for some seconds.
# Arguments: address, seconds, the message. Prints how many were sent, and how many the network refused.
import hashlib, hmac, json, os, socket, sys, time

address, seconds, message = sys.argv[1], float(sys.argv[2]), json.loads(sys.argv[3])
link = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM)
link.connect((address, 3307))
sent, refused, until = 0, 0, time.monotonic() + seconds
while time.monotonic() < until:
    message.update(number=10**9 + sent, sent=time.monotonic())
    body = json.dumps(message).encode()
    signature = hmac.new(b"another key", body, hashlib.sha256).hexdigest().encode()
    for datagram in signature + body, body, signature, b"", os.urandom(300):
        try:
            link.send(datagram)
            sent += 1
        except OSError:
            refused += 1
    time.sleep(0.05)
print(json.dumps({"sent": sent, "refused": refused}))
