"""Films in, landmarks out: what ``backfour coach`` needs around the pose model.

Landmark files need no package; all else here needs the extra ``video`` (docs/algorithms/pose.md).
"""

import os

# Before OpenCV is loaded: what is wrong with a film is said once, and by us.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
