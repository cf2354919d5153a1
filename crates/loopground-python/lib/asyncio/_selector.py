"""What a loop that watches descriptors waits with; loaded when the first is watched."""

import os
import selectors
from weakref import WeakValueDictionary


class EpollSelector(selectors.PollSelector):
    """Waits for descriptors; under the name of what CPython waits with here, and with a descriptor of its own."""

    def __init__(self):
        super().__init__()
        self._own = os.open("/dev/null", os.O_RDONLY)

    def fileno(self):
        return self._own

    def close(self):
        super().close()
        if self._own >= 0:
            os.close(self._own)
            self._own = -1
