"""The pose model's bundles: the same bytes every time, nothing changed but the added note."""

import io
import json
import zipfile
from hashlib import sha256

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter
from flatbuffers.number_types import Float32Flags, Uint32Flags

import build_pose_bundle
import tflite_metadata as notes
from backfour import bootstrap
from build_pose_bundle import BUNDLES, DETECTOR, TAKEN, built, bundle, taken
from tflite_metadata import root, tables, with_normalization

NAMES = sorted(BUNDLES)
SCALES = {
    "pose_detector.tflite": (127.5, 127.5),
    "pose_landmarks_detector.tflite": (0.0, 255.0),
}


def opened(name):
    return zipfile.ZipFile(io.BytesIO(built(name)))


def octets(table, field):
    shift = table.Offset(4 + 2 * field)
    first = table.Vector(shift)
    return bytes(table.Bytes[first : first + table.VectorLen(shift)])


def number(table, field, kind):
    return table.Get(kind, table.Pos + table.Offset(4 + 2 * field))


def note_in(model):
    """Walk from the first table to the note, as a reader of the format would."""
    first = root(model)
    for entry in tables(first, notes.MODEL_METADATA):
        if octets(entry, notes.METADATA_NAME) == b"TFLITE_METADATA":
            place = number(entry, notes.METADATA_BUFFER, Uint32Flags)
            return octets(tables(first, notes.MODEL_BUFFERS)[place], notes.BUFFER_DATA)
    return None


def scale_in(note):
    (graph,) = tables(root(note), notes.NOTE_SUBGRAPHS)
    (image,) = tables(graph, notes.SUBGRAPH_INPUTS)
    (unit,) = tables(image, notes.TENSOR_UNITS)
    scale = notes.Table(note, unit.Indirect(unit.Pos + unit.Offset(4 + 2 * notes.UNION_VALUE)))
    places = (scale.Offset(4 + 2 * field) for field in (0, 1))
    return tuple(scale.Get(Float32Flags, scale.Vector(place)) for place in places)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_weights_always_give_the_same_bytes(name):
    assert built(name) == built(name)
    assert sha256(built(name)).hexdigest() == build_pose_bundle.MADE[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_bundle_is_two_uncompressed_networks_without_a_date(name):
    with opened(name) as archive:
        entries = archive.infolist()
        assert [entry.filename for entry in entries] == list(SCALES)
        assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


@pytest.mark.parametrize("name", NAMES)
def test_each_network_begins_where_tensors_may(name):
    whole = built(name)
    with opened(name) as archive:
        for entry in archive.infolist():
            model = archive.read(entry)
            assert whole.index(model) % 16 == 0
            assert len(model) % 16 == 0


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_network_is_changed_and_its_picture_scale_is_added(name):
    originals = (taken(DETECTOR), taken(BUNDLES[name]))
    with opened(name) as archive:
        for original, (member, scale) in zip(originals, SCALES.items(), strict=True):
            model = archive.read(member)
            assert model.endswith(original)
            assert note_in(original) is None
            note = note_in(model)
            assert note[4:8] == b"M001"
            assert scale_in(note) == scale


@pytest.mark.parametrize("file", sorted(TAKEN))
def test_the_new_first_table_keeps_all_that_the_old_one_said(file):
    old, new = root(taken(file)), root(with_normalization(taken(file), "x", 0, 255))
    lost = len(new.Bytes) - len(old.Bytes)
    assert number(new, 0, Uint32Flags) == number(old, 0, Uint32Flags) == 3
    for field in (1, 2, 4, 6):
        before = [table.Pos + lost for table in tables(old, field)]
        assert [table.Pos for table in tables(new, field)][: len(before)] == before
    assert octets(new, 3) == octets(old, 3)


@pytest.mark.parametrize("file", sorted(TAKEN))
def test_a_network_computes_the_same_with_and_without_its_note(file):
    found = []
    for model in (taken(file), with_normalization(taken(file), "x", 0, 255)):
        network = Interpreter(model_content=model, num_threads=1)
        network.allocate_tensors()
        (picture,) = network.get_input_details()
        noise = np.random.default_rng(5).random(picture["shape"], dtype="float32")
        network.set_tensor(picture["index"], noise)
        network.invoke()
        found.append([network.get_tensor(one["index"]) for one in network.get_output_details()])
    assert all((a == b).all() for a, b in zip(*found, strict=True))


def test_other_weights_are_refused_by_name_and_hash(tmp_path):
    (tmp_path / DETECTOR).write_bytes(taken(DETECTOR)[:-16] + bytes(16))
    with pytest.raises(SystemExit, match=rf"{DETECTOR} has the SHA-256 .*nothing was built"):
        taken(DETECTOR, tmp_path)


def test_another_scale_would_be_another_bundle():
    model = taken(DETECTOR)
    assert scale_in(note_in(with_normalization(model, "x", 0, 255))) == (0, 255)
    assert bundle(model, model) != built(NAMES[0])


@pytest.mark.parametrize("wrong", [b"", b"\x1c\0\0\0TFL4" + bytes(24), taken(DETECTOR)[:-1]])
def test_what_is_no_whole_network_is_refused(wrong):
    with pytest.raises(ValueError, match="model"):
        with_normalization(wrong, "x", 0, 255)


def test_the_command_line_and_the_pages_read_the_bundle_that_is_built_here():
    name = bootstrap.POSE_MODEL.name
    assert build_pose_bundle.TARGET / name == bootstrap.POSE_MODEL
    assert bootstrap.POSE_MODEL.read_bytes() == built(name)


@pytest.mark.parametrize(
    ("package", "version"),
    [("@mediapipe/tasks-vision", "0.10.35"), ("@mediapipe/pose", "0.5.1675469404")],
)
def test_the_pose_packages_are_exactly_those_that_were_looked_into(package, version):
    """From 1.0.0 on the runtime sends usage logs to its maker (docs/adr/0011-pose-model.md)."""
    asked = json.loads((build_pose_bundle.ROOT / "package.json").read_text())["dependencies"]
    locked = json.loads((build_pose_bundle.ROOT / "package-lock.json").read_text())["packages"]
    assert asked[package] == version
    assert locked[f"node_modules/{package}"]["version"] == version
