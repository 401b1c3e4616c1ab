# Runs the steps of many cases in one process: our modules, each in a child as Ansible would start it, and what looks at
# files and rules before and after. Bytes are strings of one character a byte.
# given: {library, tmp, network, cases: [[step, ...], ...]}; answer: for each case its results by the steps' `as`.
import atexit
import ctypes
import os
import subprocess

from ansible.module_utils import basic

CLONE_NEWNET = 0x40000000


def module(name, args, check=False, env=None):
    path = os.path.join(given["library"], name + ".py")  # noqa: F821 the frame of askPython sets it
    code = compile(open(path).read(), path, "exec")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writer, 1)
        os.environ.update(env or {})
        arguments = dict(args, _ansible_check_mode=check, _ansible_tmpdir=given["tmp"])  # noqa: F821
        basic._ANSIBLE_ARGS = json.dumps({"ANSIBLE_MODULE_ARGS": arguments}).encode()
        # From 2.19 on a module is told how its arguments are written.
        basic._ANSIBLE_PROFILE = "legacy"
        try:
            exec(code, {"__name__": "__main__"})
        except SystemExit:
            atexit._run_exitfuncs()
        finally:
            sys.stdout.flush()
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        printed = pipe.read()
    os.waitpid(child, 0)
    return json.loads(printed) if printed else {"failed": True, "msg": "the module crashed"}


def run(argv, input=""):
    done = subprocess.run(argv, input=input.encode("latin-1"), capture_output=True)
    return {"code": done.returncode, "out": done.stdout.decode("latin-1"), "err": done.stderr.decode("latin-1")}


def write(path, content, mode=0o644, owner=0):
    with open(path, "wb") as handle:
        handle.write(content.encode("latin-1"))
    os.chmod(path, mode)
    if os.getuid() == 0:
        os.chown(path, owner, owner)


def read(path):
    if not os.path.exists(path):
        return None
    with open(path, "rb") as handle:
        return handle.read().decode("latin-1")


def stat(path):
    if not os.path.exists(path):
        return None
    seen = os.lstat(path)
    return {"mode": seen.st_mode & 0o7777, "owner": seen.st_uid, "inode": seen.st_ino}


def case(steps):
    if given["network"]:  # noqa: F821
        # Rules and interfaces of nobody else: this ends with the process, or with the next case.
        failed = ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET)
        assert failed == 0, os.strerror(ctypes.get_errno())
    results = {}
    for step in steps:
        name = step.pop("as", "")
        results[name] = globals()[step.pop("step")](**step)
    return results


answer = [case(steps) for steps in given["cases"]]  # noqa: F821
