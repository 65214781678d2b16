"""One TFLite network: a picture in, its tables of numbers out."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from ai_edge_litert.interpreter import Interpreter

Tensor = Any
"""A numpy array of float32; the runtime has no types."""

DETECTOR: Final = "pose_detector.tflite"
LANDMARKS: Final = "pose_landmarks_detector.tflite"


class Network:
    """A loaded network with one picture as its input.

    Parameters
    ----------
    model
        A TFLite file.
    threads
        How many threads may work on one picture.
    """

    def __init__(self, model: bytes, threads: int) -> None:
        with _hushed():
            self.interpreter = Interpreter(model_content=model, num_threads=threads)
            self.interpreter.allocate_tensors()
        (picture,) = self.interpreter.get_input_details()
        self._input = picture["index"]
        self._outputs = [one["index"] for one in self.interpreter.get_output_details()]
        self.pixels = int(picture["shape"][1])

    def look(self, picture: Tensor, low: float, high: float) -> None:
        """Run the network.

        Parameters
        ----------
        picture
            ``pixels`` x ``pixels`` x 3, red, green, blue, 0..255.
        low, high
            What the network wants to see for 0 and for 255.
        """
        place = self.interpreter.tensor(self._input)()[0]
        np.multiply(picture, np.float32((high - low) / 255), out=place)
        if low:
            place += np.float32(low)
        # The runtime will not start while somebody still holds its memory.
        del place
        self.interpreter.invoke()

    def read(self, output: int, use: Callable[[Tensor], Tensor] = np.copy) -> Tensor:
        """Read one of its outputs, by place, after a look.

        Parameters
        ----------
        use
            Is given the runtime's own memory, without its first axis, and must not keep it:
            copying a whole heat map would take longer than reading what matters in it.
        """
        return use(self.interpreter.tensor(self._outputs[output])()[0])


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep the runtime's greeting off stderr, where a command speaks in one line.

    It is written by C code, past Python, and nothing switches it off.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def networks(bundle: Path, threads: int) -> tuple[Network, Network]:
    """Load a bundle of ``tools/build_pose_bundle.py``: what finds a person, what places points."""
    with zipfile.ZipFile(bundle) as archive:
        detector, landmarks = (archive.read(name) for name in (DETECTOR, LANDMARKS))
    return Network(detector, threads), Network(landmarks, threads)
