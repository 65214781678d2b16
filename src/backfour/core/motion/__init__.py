"""What the camera coach knows: landmarks in, holds, repetitions, sides, faults and silences out.

The camera sees joints, not the spine. It can be wrong, and then says so (clinical-spec 3.0).
"""
