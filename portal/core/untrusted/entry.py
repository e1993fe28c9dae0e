"""First program of a reading process: `entry.py MEMORY SECONDS WORKER ARGUMENTS…` sets its limits, then runs the worker.

Run as a file (`python -I`), with no environment: a file that gets past the scan can end this process, never the one
that serves people.
"""

import resource
import runpy
import sys


def main() -> None:
    memory, seconds = map(int, sys.argv[1:3])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    del sys.argv[:3]
    runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    main()
