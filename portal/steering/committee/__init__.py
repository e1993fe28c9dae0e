"""The page "Ban Chỉ đạo" of a unit, and the panels that parts of the committee's work add to it."""
