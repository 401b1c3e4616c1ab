"""Runs the functions named test_* of modules in this folder; prints [{"name": ..., "fault": ""}] as JSON."""
import json
import os
import sys
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
GUARD = os.path.join(HERE, "../../roles-templates/roles/keepalived/files/sme_guard")


def run(modules):
    sys.dont_write_bytecode = True
    sys.path[:0] = [HERE, os.environ.get("SME_GUARD", GUARD)]
    results = []
    for module in modules:
        tests = __import__(module)
        for name in sorted(name for name in vars(tests) if name.startswith("test_")):
            fault = ""
            try:
                getattr(tests, name)()
            except Exception:
                fault = traceback.format_exc()[-6000:]
            results.append({"name": "%s: %s" % (module[5:], name[5:].replace("_", " ")), "fault": fault})
    return results


if __name__ == "__main__":
    json.dump(run(sys.argv[1:]), sys.stdout)
