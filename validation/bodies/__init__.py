"""Bodies by formula: an articulated person whose every angle is known, filmed by a made-up camera.

The joints are exact, so a hold, a repetition or a fault is known to the hundredth of a second; what
the coach is shown is those joints through a pinhole camera and an imitated pose estimator.
Directions: ``motions -> posture -> pose -> body -> vectors`` say what is done, and
``truths -> limits`` what of it is true; ``filming`` puts ``camera``, ``mishaps`` and ``estimator``
before it, ``telling`` writes the truth file, ``draw`` joins them. Nothing here is a person: see
``docs/accuracy.md``.
"""
