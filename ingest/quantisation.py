"""A network in 8 bits whose vectors stay close to the original, on any processor and whatever the text.

Each weight matrix gets one scale per output, each activation one scale per token, computed when it runs.
Against onnxruntime's own dynamic quantisation (one scale for all tokens at once), the distance to float32 is
about three times smaller for a tenth more time (300 French statements: mean cosine .9991 against .9974).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

WEIGHT_LIMIT = 63
"""Weights keep 7 bits: with 8, processors without VNNI saturate when they add two 8-bit products."""

ACTIVATION_LIMIT = 127
ZERO = 128
"""Where the unsigned 8-bit activations have their zero."""

MICROSOFT = "com.microsoft"
LARGE_TABLE_ROWS = 1000

Array = npt.NDArray[Any]


def quantise(model: ModelProto) -> None:
    """Replace, in place, the weight matrices and the word table of a float32 network by 8-bit ones."""
    graph = model.graph
    rewriting = _Rewriting({tensor.name: tensor for tensor in graph.initializer})
    nodes = [new for node in graph.node for new in rewriting.rewrite(node)]
    kept = [tensor for tensor in graph.initializer if tensor.name not in rewriting.replaced]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept + rewriting.tensors)
    model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))


def quantise_rows(values: Array, limit: int) -> tuple[Array, Array]:
    """Integers in [-limit, limit], int8, and a float32 scale per row (rows, 1): their product is `values`."""
    scales = np.maximum(np.abs(values).max(axis=1, keepdims=True) / limit, np.finfo(np.float32).tiny)
    return np.rint(values / scales).astype(np.int8), scales.astype(np.float32)


class _Rewriting:
    def __init__(self, initializers: Mapping[str, TensorProto]) -> None:
        self.initializers = initializers
        self.replaced: set[str] = set()
        self.tensors: list[TensorProto] = []
        self.activations: set[str] = set()
        self._keep("zero", np.array(ZERO, np.uint8))
        self._keep("one", np.array(1, np.float32))
        self._keep("least_scale", np.array(1e-12, np.float32))
        self._keep("one_step", np.array(1 / ACTIVATION_LIMIT, np.float32))
        # A cast to an integer truncates: half a step more makes it round.
        self._keep("zero_and_half", np.array(ZERO + 0.5, np.float32))

    def rewrite(self, node: NodeProto) -> Iterator[NodeProto]:
        if node.op_type == "MatMul" and node.input[1] in self.initializers:
            yield from self._rewrite_product(node)
        elif node.op_type == "Gather" and self._is_large_table(node.input[0]):
            yield from self._rewrite_lookup(node)
        else:
            yield node

    def _rewrite_product(self, node: NodeProto) -> Iterator[NodeProto]:
        """x · W  →  (integers of x · integers of W) × scales of the outputs × scale of the token."""
        (activation, weight), (output,) = node.input, node.output
        integers, scales = quantise_rows(self._take(weight).T, WEIGHT_LIMIT)
        self._keep(f"{weight}.integers", np.ascontiguousarray(integers.T))
        self._keep(f"{weight}.scales", scales[:, 0])
        if activation not in self.activations:
            self.activations.add(activation)
            yield from self._quantise_tokens(activation)
        inputs = [f"{activation}.integers", f"{weight}.integers", "one", f"{weight}.scales", "zero"]
        yield helper.make_node("MatMulIntegerToFloat", inputs, [f"{output}.unscaled"], domain=MICROSOFT)
        yield helper.make_node("Mul", [f"{output}.unscaled", f"{activation}.scale"], [output])

    def _quantise_tokens(self, name: str) -> Iterator[NodeProto]:
        yield helper.make_node("Abs", [name], [f"{name}.abs"])
        yield helper.make_node("ReduceMax", [f"{name}.abs"], [f"{name}.largest"], axes=[-1], keepdims=1)
        yield helper.make_node("Mul", [f"{name}.largest", "one_step"], [f"{name}.exact_scale"])
        yield helper.make_node("Max", [f"{name}.exact_scale", "least_scale"], [f"{name}.scale"])
        yield helper.make_node("Div", [name, f"{name}.scale"], [f"{name}.steps"])
        yield helper.make_node("Add", [f"{name}.steps", "zero_and_half"], [f"{name}.shifted"])
        yield helper.make_node("Cast", [f"{name}.shifted"], [f"{name}.integers"], to=TensorProto.UINT8)

    def _rewrite_lookup(self, node: NodeProto) -> Iterator[NodeProto]:
        (table, rows), (output,) = node.input, node.output
        integers, scales = quantise_rows(self._take(table), ACTIVATION_LIMIT)
        self._keep(f"{table}.integers", integers)
        self._keep(f"{table}.scales", scales)
        yield helper.make_node("Gather", [f"{table}.integers", rows], [f"{output}.integers"])
        yield helper.make_node("Gather", [f"{table}.scales", rows], [f"{output}.scales"])
        yield helper.make_node("Cast", [f"{output}.integers"], [f"{output}.unscaled"], to=TensorProto.FLOAT)
        yield helper.make_node("Mul", [f"{output}.unscaled", f"{output}.scales"], [output])

    def _is_large_table(self, name: str) -> bool:
        return name in self.initializers and self.initializers[name].dims[0] > LARGE_TABLE_ROWS

    def _take(self, name: str) -> Array:
        self.replaced.add(name)
        return numpy_helper.to_array(self.initializers[name])

    def _keep(self, name: str, values: Array) -> None:
        self.tensors.append(numpy_helper.from_array(values, name))
