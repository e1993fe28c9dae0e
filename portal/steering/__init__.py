"""The steering committee of a unit: papers that it received and issued, and what rests on what."""
