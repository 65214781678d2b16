"""Films in, landmarks out: what `backfour coach` needs around the pose model.

Everything here but `missing` needs the extra ``video`` (docs/algorithms/pose.md).
"""
