"""One connection to the database file.

Rules kept here:
- Every fault of SQLite leaves as one of ours, with one line that names the file:

      StoreError                 a folder, no permission, no space, damaged, unreadable
      ├── StoreDamaged           a row holds what nobody can read (results/damaged finds which)
      ├── StoreLocked            someone else held it longer than `wait`
      ├── StoreTooNew            written by a newer pincite
      └── NotAStore              no SQLite database, or another program's

- A file that is not ours is never written to: it is looked at before anything is set.
- Every write is one `BEGIN IMMEDIATE` transaction. A deferred one that turns from reading to
  writing fails at once when another process wrote in between, however long we would wait.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from .migrations import APPLICATION_ID
from .model import NotAStore, StoreDamaged, StoreError, StoreLocked, StoreTooNew
from .schema import is_current, migrate, unknown_migrations
from .waiting import Waiting, is_busy, primary_code

if TYPE_CHECKING:
    from .damaged.damage import Damage

MEMORY = ":memory:"
_ANOTHER = "name another with --db"
_DAMAGED = "this database is damaged"
_NO_SQLITE = f"this is no SQLite database: {_ANOTHER}"
_MAGIC = b"SQLite format 3\0"
_MOST_BYTES = 256 * 1024 * 1024
"""Of one cell; SQLite refuses a longer one before it is read."""
_ABOUT_CELLS = ("malformed JSON", "Could not decode to UTF-8")
"""How messages of SQLite and sqlite3 begin that are about what a cell holds."""
_CACHE_KIB = 16_384
"""Page cache: the tree of a million keys stays warm in it, and it is all the memory we ask for."""
_CHECKPOINT_PAGES = 4_000
"""The write-ahead log is folded into the file every 16 MB, not every 4: a quarter of the syncs."""

Row = sqlite3.Row


class Connection:
    """Reads and writes, one thread at a time. May be handed from thread to thread."""

    def __init__(
        self, path: str, raw: sqlite3.Connection, waiting: Waiting, read_only: bool = False
    ) -> None:
        self.path = path
        self.waiting = waiting
        self.read_only = read_only
        self.left_out: tuple[Damage, ...] = ()
        """Damaged rows that its queries no longer see (results/damaged/aside.py)."""
        self._raw = raw
        self._lock = RLock()

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Every row of a query."""
        with self._lock, told(self.path):
            return self.waiting(lambda: self._raw.execute(sql, parameters).fetchall())

    def one(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row of a query."""
        with self._lock, told(self.path):
            row: Row | None = self.waiting(lambda: self._raw.execute(sql, parameters).fetchone())
            return row

    def mapping(self, sql: str, parameters: Sequence[object] = ()) -> dict[Any, Any]:
        """The rows of a query of two columns, first to second, without a list in between."""
        with self._lock, told(self.path):
            return self.waiting(lambda: dict(self._raw.execute(sql, parameters)))

    @contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        """The connection of sqlite3 itself, for those who look into damage."""
        with self._lock, told(self.path):
            yield self._raw

    @contextmanager
    def undecoded(self) -> Iterator[sqlite3.Connection]:
        """The same; text that is no UTF-8 comes with surrogates in it, instead of an error."""
        with self.raw() as raw:
            raw.text_factory = lambda cell: cell.decode("utf-8", "surrogateescape")
            try:
                yield raw
            finally:
                raw.text_factory = str

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the write lock from its start; all of it stands, or none.

        Inside another such block it is a part of that.
        """
        with self._lock, told(self.path):
            if self._raw.in_transaction:
                yield self._raw
                return
            self.waiting(lambda: self._raw.execute("BEGIN IMMEDIATE"))
            try:
                yield self._raw
                self._raw.execute("COMMIT")
            except BaseException:
                # A full disk ends the transaction by itself; then there is nothing to roll back.
                if self._raw.in_transaction:
                    self._raw.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Closing twice does no harm."""
        with self._lock:
            self._raw.close()


@contextmanager
def told(path: str) -> Iterator[None]:
    """Turns SQLite's errors inside the block into ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise named(error, path) from error
    except UnicodeDecodeError as error:  # of SQLite's own message, which quotes what it read
        raise StoreError(f"{path}: {_DAMAGED}") from error
    except OverflowError as error:  # SQLite's numbers have 64 bits, Python's have no end
        raise StoreError(f"{path}: no number in a database is as large as this") from error


def named(error: sqlite3.Error, path: str) -> StoreError:
    """SQLite's error as ours."""
    code = primary_code(error)
    if is_busy(error):
        return StoreLocked(f"{path}: another program holds this database; try again later")
    if code == sqlite3.SQLITE_NOTADB:
        return NotAStore(f"{path}: {_NO_SQLITE}")
    sentence = {
        sqlite3.SQLITE_FULL: "the disk is full; what was recorded before is kept",
        sqlite3.SQLITE_CORRUPT: _DAMAGED,
        sqlite3.SQLITE_READONLY: "no permission to write to this database or its folder",
        sqlite3.SQLITE_CANTOPEN: "this database cannot be opened; is its folder writable?",
        sqlite3.SQLITE_PERM: "no permission to open this database",
        sqlite3.SQLITE_IOERR: "the disk failed to read or write this database",
    }.get(code)
    words = " ".join(str(error).split())
    if code == sqlite3.SQLITE_TOOBIG or words.startswith(_ABOUT_CELLS):
        return StoreDamaged(f"{path}: {words}")
    return StoreError(f"{path}: {sentence or words}")


def connect(
    path: str | Path, *, read_only: bool = False, make: bool = True, wait: float = 30.0
) -> Connection:
    """Opens a database of ours, makes a new one where there is none (not when read only).

    Args:
        path: a file, or ":memory:" for one that dies with the connection.
        read_only: nothing is written, nothing is made, an older schema is left as it is.
        make: whether a missing one is made.
        wait: seconds to wait for another process's lock, here and in every later write.

    Raises:
        StoreError: see the top of this module.
    """
    name = str(path)
    if name != MEMORY:
        _look_at_file(Path(name), make and not read_only)
    waiting = Waiting(wait)
    opened = _open_to_read if read_only else _open
    with told(name):
        raw = waiting(lambda: opened(name, waiting.step))
    try:
        with told(name):
            empty = waiting(lambda: _identify(raw, name))
            if read_only:
                _refuse_unfinished(raw, name, empty)
            else:
                _prepare(raw, waiting)
    except BaseException:
        raw.close()
        raise
    return Connection(name, raw, waiting, read_only)


def _look_at_file(path: Path, making: bool) -> None:
    """What the file system tells better than SQLite's "unable to open database file"."""
    if "\0" in str(path):
        raise StoreError(f"{path}: a path holds no NUL")
    try:
        if path.is_dir():
            raise StoreError(f"{path}: this is a folder, not a database file")
        if path.exists() and not path.is_file():
            raise StoreError(f"{path}: this is no regular file")
        if not path.exists():
            if not making:
                raise StoreError(
                    f"{path}: there is no such database; `pincite check PATH…` makes one, or"
                    f" {_ANOTHER}"
                )
            if not path.parent.is_dir():
                raise StoreError(f"{path}: the folder {path.parent} does not exist")
            return
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
    if start and start != _MAGIC:
        raise NotAStore(f"{path}: {_NO_SQLITE}")


def _open(name: str, wait: float) -> sqlite3.Connection:
    raw = sqlite3.connect(name, timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        _set(raw)
    except BaseException:
        raw.close()
        raise
    return raw


def _open_to_read(name: str, wait: float) -> sqlite3.Connection:
    path = Path(name)
    uri = path.absolute().as_uri()
    try:
        return _try_to_read(f"{uri}?mode=ro", wait)
    except sqlite3.OperationalError as error:
        code = error.sqlite_errorcode & 0xFF
        unwritable = code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        # A database in WAL mode on a read-only medium: SQLite cannot make the files beside it that
        # readers share. Where no log stands beside it nobody is writing, and it can be read as is.
        if not unwritable or path.with_name(path.name + "-wal").exists():
            raise
        return _try_to_read(f"{uri}?immutable=1", wait)


def _try_to_read(uri: str, wait: float) -> sqlite3.Connection:
    raw = sqlite3.connect(
        uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
    )
    try:
        _set(raw)
        raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except BaseException:
        raw.close()
        raise
    return raw


def _set(raw: sqlite3.Connection) -> None:
    raw.row_factory = sqlite3.Row
    raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_BYTES)
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = NORMAL")
    raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    raw.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")


def _identify(raw: sqlite3.Connection, name: str) -> bool:
    """Refuses what is not ours. True for a database that holds nothing yet."""
    empty = not raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    application = raw.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID and (application or not empty):
        raise NotAStore(f"{name}: this database belongs to another program: {_ANOTHER}")
    if unknown := unknown_migrations(raw):
        raise StoreTooNew(
            f"{name}: this database was written by a newer pincite ({', '.join(unknown)}): update"
            f" this one, or {_ANOTHER}"
        )
    return empty


def _refuse_unfinished(raw: sqlite3.Connection, name: str, empty: bool) -> None:
    if empty:
        raise NotAStore(f"{name}: this database holds nothing yet; `pincite check PATH…` fills it")
    if not is_current(raw):
        raise StoreError(
            f"{name}: this database was written by an older pincite; `pincite check` updates it"
        )


def _prepare(raw: sqlite3.Connection, waiting: Waiting) -> None:
    """Write-ahead log and newest schema; both stay with the file."""
    (mode,) = waiting(lambda: raw.execute("PRAGMA journal_mode").fetchone())
    if mode not in ("wal", "memory"):
        # SQLite does not call its busy handler for this switch, so two processes that make the same
        # new database at the same moment are made to wait for each other here.
        waiting(lambda: raw.execute("PRAGMA journal_mode = WAL"))
    if not is_current(raw):
        waiting(lambda: raw.execute("BEGIN IMMEDIATE"))
        try:
            migrate(raw)
            raw.execute("COMMIT")
        except BaseException:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raise
