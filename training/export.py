"""Trained weights -> `encoder.onnx` in 8-bit numbers and `heads.npz`, the files that ship."""

import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.preprocess import quant_pre_process
from torch import Tensor, nn

from training.network import Reader


class States(nn.Module):
    """What the encoder's file computes: pieces and shapes -> states."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        return self.reader.states(pieces, shapes, torch.ones_like(pieces))


def export(reader: Reader, folder: Path) -> None:
    """Write both files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    reader.encoder.set_attn_implementation("eager")
    example = torch.ones(1, 16, dtype=torch.long)
    with tempfile.TemporaryDirectory() as work:
        plain, ready = Path(work) / "plain.onnx", Path(work) / "ready.onnx"
        axes = {1: "length"}
        torch.onnx.export(
            States(reader), (example, example * 0), str(plain), input_names=["pieces", "shapes"],
            output_names=["states"], dynamic_axes=dict.fromkeys(("pieces", "shapes", "states"), axes),
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(folder / "encoder.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
    heads = {
        n: t.numpy().astype(np.float16)
        for n, t in reader.state_dict().items()
        if not n.startswith(("encoder", "shapes"))
    }
    np.savez_compressed(folder / "heads.npz", **heads)
