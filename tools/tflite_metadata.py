"""Add to a TFLite model the note that says how its input picture is scaled.

The pose model's files come without it, and what runs them in the browser refuses them for that.
A TFLite file is a FlatBuffer: tables that point forward to what they hold. So the old file stays as
it is, byte for byte, and a new first table is put before it that points into the old file for
everything but the list of notes and the list of buffers, each longer by one. Only the few tables
this needs are written here, by their places in the two public schemas.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from flatbuffers import encode
from flatbuffers.builder import Builder
from flatbuffers.number_types import Uint32Flags, UOffsetTFlags
from flatbuffers.table import Table

# Places of the fields in the tables (TFLite's schema.fbs, file identifier TFL3).
MODEL_VERSION, MODEL_BUFFERS, MODEL_METADATA, MODEL_FIELDS = 0, 4, 6, 8
MODEL_KEPT: Final = (1, 2, 3, 5, 7)
"""Operator codes, subgraphs, description, metadata_buffer, signatures: taken over untouched."""
METADATA_NAME, METADATA_BUFFER, METADATA_FIELDS = 0, 1, 2
BUFFER_DATA, BUFFER_FIELDS = 0, 3

# And in those of the note itself (metadata_schema.fbs, file identifier M001).
NOTE_NAME, NOTE_SUBGRAPHS, NOTE_PARSER, NOTE_FIELDS = 0, 3, 7, 8
SUBGRAPH_INPUTS, SUBGRAPH_FIELDS = 2, 10
TENSOR_NAME, TENSOR_CONTENT, TENSOR_UNITS, TENSOR_FIELDS = 0, 3, 4, 7
UNION_TYPE, UNION_VALUE = 0, 1
CONTENT_FIELDS, UNIT_FIELDS = 3, 2
IMAGE_PROPERTIES, IMAGE_COLOUR, IMAGE_FIELDS, RGB = 2, 0, 2, 1
NORMALIZATION, NORMALIZATION_MEAN, NORMALIZATION_STD, NORMALIZATION_FIELDS = 1, 0, 1, 2

NOTE: Final = "TFLITE_METADATA"
"""Name under which a reader looks for the note."""
PARSER: Final = "1.0.0"
"""The oldest version of the note's schema that has all fields used here."""
ALIGNMENT: Final = 16
"""Bytes on which a model's tensors begin (schema.fbs: force_align)."""

Fill = Callable[[Builder], None]


def with_normalization(model: bytes, name: str, mean: float, std: float) -> bytes:
    """Return the model with a note on how its picture is scaled.

    Parameters
    ----------
    model
        A TFLite file without such a note; its length a multiple of 16 bytes.
    name
        Name of the model, for people.
    mean, std
        A colour value 0..255 becomes (value - mean) / std at the model's input.

    Raises
    ------
    ValueError
        When it is not a TFLite file, or its length would move the tensors off their places.
    """
    if model[4:8] != b"TFL3":
        raise ValueError("model is not a TFLite file")
    if len(model) % ALIGNMENT:
        raise ValueError(f"model has {len(model)} bytes, not a multiple of {ALIGNMENT}")
    builder = Builder(0)
    _lay_in(builder, model)
    _finish(builder, model, _note(name, mean, std))
    return bytes(builder.Output())


def _lay_in(builder: Builder, model: bytes) -> None:
    """Put the whole old file at the end of the new one; what is built next stands before it."""
    builder.Bytes = bytearray(model)
    builder.head = UOffsetTFlags.py_type(0)
    builder.minalign = ALIGNMENT


def _finish(builder: Builder, model: bytes, note: bytes) -> None:
    """Write the new first table over the old file."""
    old = root(model)

    def places(field: int) -> list[int]:
        """Builders count from the end, which the old file shares with the new one."""
        return [len(model) - table.Pos for table in tables(old, field)]

    buffers = places(MODEL_BUFFERS)
    data = builder.CreateByteVector(note)
    buffer = _table(builder, BUFFER_FIELDS, _points({BUFFER_DATA: data}))
    title = builder.CreateString(NOTE)
    entry = _table(
        builder,
        METADATA_FIELDS,
        _points({METADATA_NAME: title}),
        lambda one: one.PrependUint32Slot(METADATA_BUFFER, len(buffers), 0),
    )
    kept = {
        field: len(model) - old.Indirect(old.Pos + shift)
        for field in MODEL_KEPT
        if (shift := old.Offset(_slot(field)))
    }
    kept[MODEL_METADATA] = _vector(builder, [*places(MODEL_METADATA), entry])
    kept[MODEL_BUFFERS] = _vector(builder, [*buffers, buffer])
    version = old.Get(Uint32Flags, old.Pos + old.Offset(_slot(MODEL_VERSION)))
    first = _table(
        builder,
        MODEL_FIELDS,
        _points(kept),
        lambda one: one.PrependUint32Slot(MODEL_VERSION, version, 0),
    )
    builder.Finish(first, b"TFL3")


def root(flat: bytes) -> Table:
    """Return the first table of a FlatBuffer."""
    return Table(flat, encode.Get(UOffsetTFlags.packer_type, flat, 0))


def tables(table: Table, field: int) -> list[Table]:
    """Return the tables that a field lists; none when the field is not there."""
    shift = table.Offset(_slot(field))
    first, many = (table.Vector(shift), table.VectorLen(shift)) if shift else (0, 0)
    return [Table(table.Bytes, table.Indirect(first + 4 * index)) for index in range(many)]


def _slot(field: int) -> int:
    """Where a table's directory says at what distance the field lies."""
    return 4 + 2 * field


def _note(name: str, mean: float, std: float) -> bytes:
    """Write the note: one input, a picture in red, green, blue, scaled so."""
    builder = Builder(0)
    scale = _table(
        builder,
        NORMALIZATION_FIELDS,
        _points(
            {
                NORMALIZATION_MEAN: _floats(builder, [mean]),
                NORMALIZATION_STD: _floats(builder, [std]),
            }
        ),
    )
    unit = _union(builder, UNIT_FIELDS, NORMALIZATION, scale)
    colour = _table(builder, IMAGE_FIELDS, lambda one: one.PrependInt8Slot(IMAGE_COLOUR, RGB, 0))
    content = _union(builder, CONTENT_FIELDS, IMAGE_PROPERTIES, colour)
    image = {
        TENSOR_NAME: builder.CreateString("image"),
        TENSOR_CONTENT: content,
        TENSOR_UNITS: _vector(builder, [unit]),
    }
    tensor = _table(builder, TENSOR_FIELDS, _points(image))
    inputs = _vector(builder, [tensor])
    graph = _table(builder, SUBGRAPH_FIELDS, _points({SUBGRAPH_INPUTS: inputs}))
    whole = {
        NOTE_NAME: builder.CreateString(name),
        NOTE_SUBGRAPHS: _vector(builder, [graph]),
        NOTE_PARSER: builder.CreateString(PARSER),
    }
    builder.Finish(_table(builder, NOTE_FIELDS, _points(whole)), b"M001")
    return bytes(builder.Output())


def _table(builder: Builder, fields: int, *fills: Fill) -> int:
    builder.StartObject(fields)
    for fill in fills:
        fill(builder)
    return int(builder.EndObject())


def _points(held: dict[int, int]) -> Fill:
    def fill(builder: Builder) -> None:
        for field, offset in held.items():
            builder.PrependUOffsetTRelativeSlot(field, offset, 0)

    return fill


def _union(builder: Builder, fields: int, kind: int, value: int) -> int:
    return _table(
        builder,
        fields,
        _points({UNION_VALUE: value}),
        lambda one: one.PrependUint8Slot(UNION_TYPE, kind, 0),
    )


def _vector(builder: Builder, offsets: Sequence[int]) -> int:
    builder.StartVector(4, len(offsets), 4)
    for offset in reversed(offsets):
        builder.PrependUOffsetTRelative(offset)
    return int(builder.EndVector())


def _floats(builder: Builder, numbers: Sequence[float]) -> int:
    builder.StartVector(4, len(numbers), 4)
    for number in reversed(numbers):
        builder.PrependFloat32(number)
    return int(builder.EndVector())
