"""_interpqueues: queues between interpreters. The first interpreter has them (`_interpreter_table`)."""

import _interpreter_data as _data
import _interpreter_table as _table
from _interpreter_table import QueueError, QueueNotFoundError

def _register_heap_types(queue, empty, full):
    _data.shared_types.append(queue)
    _table.errors["QueueEmpty"] = empty
    _table.errors["QueueFull"] = full


def create(maxsize, unboundop, fallback=-1):
    return _table.ask("queue_create", maxsize, unboundop, fallback)


def destroy(qid):
    _table.ask("queue_destroy", qid)


def list_all():
    return _table.ask("queue_list")


def put(qid, obj, unboundop=-1, fallback=-1):
    _table.ask("queue_put", qid, _table.packed(_data.encode(obj)), unboundop)


def get(qid):
    item, unboundop = _table.ask("queue_get", qid)
    if item is None:
        return None, unboundop
    return _data.decode(_table.unpacked(item)), None


def bind(qid):
    _table.ask("queue_bind", qid)


def release(qid):
    _table.ask("queue_release", qid)


def get_maxsize(qid):
    return _table.ask("queue_maxsize", qid)


def get_queue_defaults(qid):
    return _table.ask("queue_defaults", qid)


def is_full(qid):
    return _table.ask("queue_is_full", qid)


def get_count(qid):
    return _table.ask("queue_count", qid)
