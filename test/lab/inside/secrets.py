# Which files and journal lines of this host hold one of the given words: path, mode, owner and the word's number.
import json, os, stat, subprocess, sys

words = [word.encode() for word in json.loads(sys.stdin.readline())]
found = []
for top in "/etc", "/home", "/opt", "/root", "/run", "/srv", "/tmp", "/usr/libexec", "/usr/local", "/var":
    for folder, folders, names in os.walk(top):
        for name in names:
            path = os.path.join(folder, name)
            about = os.lstat(path) if os.path.lexists(path) else None
            if about is None or not stat.S_ISREG(about.st_mode):
                continue
            try:
                with open(path, "rb") as handle:
                    content = handle.read()
            except OSError:
                continue
            mode = "%o" % stat.S_IMODE(about.st_mode)
            found += [[path, mode, about.st_uid, i] for i, word in enumerate(words) if word in content]
journal = subprocess.run(["journalctl", "--no-pager", "--output=export", "--all"], stdout=subprocess.PIPE).stdout
found += [["journal", "0", 0, i] for i, word in enumerate(words) if word in journal]
print(json.dumps(found))
