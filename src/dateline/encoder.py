"""Windows of word pieces -> a state for each word: runs the network, and is the only place that knows it.

The network is `data/reader/encoder.onnx`, a small transformer in 8-bit numbers (training/README.md says
how it was made, docs/model-card.md what it can do). Importing this file is cheap; the model is loaded by
the first call.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dateline.errors import SetupError
from dateline.pieces import Window

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from threadpoolctl import ThreadpoolController

Floats = NDArray[np.float32]

THREADS = 2
"""Windows that go through at once, each on one core: a quarter faster than one window on two cores."""


@cache
def load_network() -> "InferenceSession":
    """The network, loaded once a process.

    Raises SetupError `no-model` where its file is missing or damaged.
    """
    import onnxruntime  # only when something is read

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    path = files("dateline") / "data" / "reader" / "encoder.onnx"
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise SetupError(
            f"the reader's network {path} cannot be loaded, so no text can be read: {error}. "
            "Install dateline again with `pip install dateline`.",
            slug="no-model",
        ) from error


def encode(windows: Sequence[Window]) -> Iterator[Floats]:
    """The states of each window's words, (words, width), in the order of the windows, as they are ready.

    Each window goes through alone: in 8-bit numbers what stands beside it in a batch would change its last
    digits, and a report must read the same whatever it is read with. On a CPU a batch is no faster
    (docs/decisions/0009).
    """
    load_network()  # once, before several threads ask for it
    if len(windows) == 1:
        return iter([_run(windows[0])])
    return _workers().map(_run, windows)  # goes on while the caller works on the first


def _run(window: Window) -> Floats:
    given = {"pieces": window.pieces[None], "shapes": window.shapes[None]}
    (found,) = load_network().run(["states"], given)
    states: Floats = found[0, window.firsts]
    return states


@cache
def _blas() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController  # only when something is read

    return ThreadpoolController()


def on_one_core() -> AbstractContextManager[object]:
    """While it lasts numpy's products use one thread, so that they leave the cores to the encoder: what they
    multiply is small, and threads that wait for each other cost more than they bring."""
    limited: AbstractContextManager[object] = _blas().limit(limits=1, user_api="blas")
    return limited


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1), thread_name_prefix="encoder")


# A process that is forked has none of its parent's threads, so it must make its own.
if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_workers.cache_clear)
