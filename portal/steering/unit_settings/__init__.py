"""Dated settings of a unit: what its papers call the model and the committee, its plan, when the model started."""
