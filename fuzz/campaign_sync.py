"""campaign_sync.py - machines give each other inputs through a folder laid out as AFL++ lays out its own.

SYNC/HARNESS/HOST/queue/id:000000,sync:h204,sha1:HASH.  Each host writes only below its own name and numbers
without a gap, so the folder may be shared (NFS) or copied (rsync), and an afl-fuzz with -o SYNC/HARNESS
takes part.  What was read from a neighbour is remembered by the last name, as AFL++ does.
"""
from __future__ import annotations

import os
import shutil
from pathlib import Path

from campaign_home import Home, sha1_of, write_atomically


class Sync:
    def __init__(self, folder: Path, host: str, home: Home) -> None:
        self.folder = folder
        self.host = host
        self.marks = home.path / "sync"
        self.marks.mkdir(exist_ok=True)

    def publish(self, harness: str, corpus: Path) -> int:
        queue = self.folder / harness / self.host / "queue"
        queue.mkdir(parents=True, exist_ok=True)
        names = [name for name in os.listdir(queue) if name.startswith("id:")]
        known = {name.rpartition("sha1:")[2] for name in names}
        number = max((int(name[3:9]) + 1 for name in names), default=0)
        new = sorted(set(os.listdir(corpus)) - known)
        for offset, name in enumerate(new):
            beside = queue / ".writing"
            shutil.copyfile(corpus / name, beside)
            beside.rename(queue / ("id:%06d,sync:h204,sha1:%s" % (number + offset, name)))
        return len(new)

    def receive(self, harness: str, into: Path) -> dict[str, str]:
        """Copy what neighbours published since the marks; the marks to set once it is kept."""
        marks: dict[str, str] = {}
        place = self.folder / harness
        for neighbour in sorted(os.listdir(place)) if place.exists() else []:
            queue = place / neighbour / "queue"
            if neighbour == self.host or not queue.is_dir():
                continue
            mark = self._mark(harness, neighbour)
            seen = mark.read_text(encoding="utf-8") if mark.exists() else ""
            names = sorted(name for name in os.listdir(queue) if name.startswith("id:"))
            if names and names[-1] < seen:  # the folder was emptied, and numbering began anew
                seen = ""
            names = [name for name in names if name > seen]
            for name in names:
                shutil.copyfile(queue / name, into / sha1_of(queue / name))
            if names:
                marks[neighbour] = names[-1]
        return marks

    def keep(self, harness: str, marks: dict[str, str]) -> None:
        for neighbour, name in marks.items():
            write_atomically(self._mark(harness, neighbour), name)

    def _mark(self, harness: str, neighbour: str) -> Path:
        return self.marks / ("%s@%s" % (harness, neighbour))
