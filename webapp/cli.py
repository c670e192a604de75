"""The command `steppe-atlas`: serve, check and publish the atlas.

Exit codes: 0 all is well; 1 something was found wrong; 2 the command cannot be run as given.
"""

import argparse
import errno
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from geodata.errors import AtlasError, ProblemsFound

Progress = Callable[[int, int, str], None]
# A full disk, a folder that may only be read, missing rights: no fault of the atlas.
NOT_WRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except ProblemsFound as found:
        return _report(found.problems)
    except AtlasError as fault:
        print(f"steppe-atlas: {fault}", file=sys.stderr)
        return 1
    except OSError as fault:
        if fault.errno not in NOT_WRITTEN:
            raise
        where = f" {fault.filename}" if fault.filename else ""
        print(f"steppe-atlas: cannot write{where}: {fault.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1


def serve(options: argparse.Namespace) -> int:
    """Serve the atlas until told to stop."""
    from webapp import server

    published = options.data / "published" if options.data else None
    return server.run(options.host, options.port, options.workers, published)


def check(options: argparse.Namespace) -> int:
    """Print every problem of sources and layers, one a line."""
    # The geodata modules that build load geopandas, which serving must not wait for.
    from geodata.validation import check_folder

    return _report(check_folder(options.data, progress=_progress()))


def publish(options: argparse.Namespace) -> int:
    """Rebuild the published files, or with --verify compare them with their rebuild."""
    from geodata import publish
    from geodata.atlas import open_atlas

    atlas = open_atlas(options.data)
    work = publish.verify if options.verify else publish.publish
    changed = work(atlas, only=options.layer, progress=_progress())
    if options.verify:
        return _report(
            f"published/{name}:1: verify: It differs from its rebuild." for name in changed
        )
    for name in changed:
        print(f"published/{name}")
    print(f"{len(changed)} files changed.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="steppe-atlas", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    data = argparse.ArgumentParser(add_help=False)
    data.add_argument(
        "--data",
        metavar="DIR",
        type=_folder,
        help="another folder of the same shape as geodata/; to serve, its published/ is enough",
    )

    command = commands.add_parser("serve", parents=[data], help="serve the atlas")
    command.set_defaults(command=serve)
    command.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen at (%(default)s); STEPPE_ATLAS_ALLOWED_HOSTS adds names to it",
    )
    command.add_argument("--port", type=_port, default=8000, help="0 picks one (%(default)s)")
    command.add_argument("--workers", type=_workers, default=2, help="processes (%(default)s)")

    command = commands.add_parser("check", parents=[data], help="print every problem of the data")
    command.set_defaults(command=check)

    command = commands.add_parser("publish", parents=[data], help="make published/ from sources/")
    command.set_defaults(command=publish)
    command.add_argument("--layer", metavar="ID", help="only this layer")
    command.add_argument("--verify", action="store_true", help="compare; write nothing")
    return parser


def _folder(text: str) -> Path:
    folder = Path(text).resolve()
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is not a folder")
    return folder


def _port(text: str) -> int:
    return _whole(text, 0, 65_535)


def _workers(text: str) -> int:
    return _whole(text, 1, 256)


def _whole(text: str, least: int, most: int) -> int:
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most}; got {text!r}")


def _progress() -> Progress | None:
    """Tell how far the work is on one line of a terminal; say nothing where there is none."""
    if not sys.stderr.isatty():
        return None

    def tell(number: int, total: int, name: str) -> None:
        end = "\n" if number == total else ""
        print(f"\r\x1b[K{number}/{total} {name}", end=end, file=sys.stderr, flush=True)

    return tell


def _report(problems) -> int:
    lines = [str(problem) for problem in problems]
    for line in lines:
        print(line)
    if lines:
        print(f"{len(lines)} {'problem' if len(lines) == 1 else 'problems'}.", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
