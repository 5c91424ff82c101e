"""A report's pictures made on all cores before it is written: the command line has no idle time to make them in."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from oracle.workspace import Workspace, renditions

if TYPE_CHECKING:
    from concurrent.futures import Future

    from oracle.imaging import Picture

_MOST = 8  # at once; each holds a decoded picture, up to 120 MB of a very large one


def prepare(workspace: Workspace, capture_ids: Iterable[str]) -> None:
    """Makes and keeps what is missing. The workspace stays with this thread; the others only compute."""
    missing = renditions.unprepared(workspace, capture_ids)
    if not missing:
        return
    from concurrent.futures import ThreadPoolExecutor  # most reports are prepared

    workers = min(os.cpu_count() or 1, _MOST)
    making: deque[tuple[renditions.Preparation, Future[Picture]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for capture_id in missing:
            preparation = renditions.preparation(workspace, capture_id)
            making.append((preparation, pool.submit(preparation.make)))
            if len(making) > workers:
                _keep(workspace, *making.popleft())
        while making:
            _keep(workspace, *making.popleft())


def _keep(workspace: Workspace, preparation: renditions.Preparation, made: Future[Picture]) -> None:
    renditions.keep(workspace, preparation, made.result())
