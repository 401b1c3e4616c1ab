"""The hosts' Python may be 2.7: nothing in the guard may be newer than that."""
import ast
import glob
import os
import sys

import lease

NEW = ("JoinedStr", "AnnAssign", "AsyncFunctionDef", "AsyncFor", "AsyncWith", "Await", "NamedExpr", "YieldFrom", "Nonlocal",
       "Starred", "MatMult", "Match", "TryStar")
MODULES = ("asyncio", "pathlib", "typing", "dataclasses", "enum", "secrets", "queue", "statistics", "contextvars")


def files():
    return glob.glob(os.path.join(os.path.dirname(os.path.abspath(lease.__file__)), "*.py"))


def faults(source):
    """What Python 2.7 would not take; empty where all is well."""
    found = []
    for node in ast.walk(ast.parse(source)):
        kind = type(node).__name__
        new = kind in NEW and not (kind == "Starred" and isinstance(node.ctx, ast.Load))
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            arguments = node.args
            new = bool(getattr(arguments, "kwonlyargs", []) or getattr(arguments, "posonlyargs", [])) or bool(
                getattr(node, "returns", None)) or any(getattr(each, "annotation", None) for each in arguments.args)
        elif isinstance(node, ast.ClassDef):
            new = bool(getattr(node, "keywords", [])) or not node.bases  # An old-style class behaves otherwise.
        elif isinstance(node, ast.Raise):
            new = getattr(node, "cause", None) is not None
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("super", "print"):
            new = node.func.id == "super" and not node.args
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open":
            new = any(word.arg in ("encoding", "newline", "errors", "opener") for word in node.keywords)
        elif isinstance(node, ast.Import):
            new = any(alias.name.split(".")[0] in MODULES for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            new = (node.module or "").split(".")[0] in MODULES
        elif isinstance(node, ast.Name):
            new = node.id in ("FileNotFoundError", "PermissionError", "TimeoutError", "ConnectionError", "BlockingIOError",
                              "InterruptedError", "ProcessLookupError")
        elif isinstance(node, ast.Attribute):
            new = node.attr in ("monotonic", "fsencode", "fsdecode", "compare_digest", "DEVNULL", "TimeoutExpired", "casefold",
                                "check_output_text", "communicate_timeout")
        if new:
            found.append("line %d: %s" % (getattr(node, "lineno", 0), kind))
    return found


def test_each_file_is_valid_in_Python_2_7():
    assert len(files()) >= 9
    for path in files():
        with open(path, "rb") as handle:
            source = handle.read()
        # Python 2.7 takes a file for ASCII unless it says otherwise.
        assert all(byte < 128 for byte in bytearray(source)) or b"coding" in source.split(b"\n")[0], path
        compile(source, path, "exec")
        assert not faults(source), (path, faults(source))


def test_the_check_refuses_what_is_new():
    if sys.version_info < (3, 8):
        return  # There the compiler itself refuses it.
    for source in ('f"{a}"', "a: int = 1", "async def f():\n pass", "(a := 1)", "def f(*, a):\n pass", "def f(a: int):\n pass",
                   "def f():\n yield from a", "a, *b = c", "class A:\n pass", "import pathlib", "raise A() from b",
                   "time.monotonic()", "def f():\n a = 1\n def g():\n  nonlocal a", "open(a, encoding='utf-8')",
                   "class A(B):\n def f(self):\n  super().f()"):
        assert faults(source), source
    assert not faults("f(*a)\nclass A(object):\n def f(self, b=1, *c, **d):\n  return b'' % c")
