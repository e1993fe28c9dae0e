"""The register of bodies (cơ quan, tổ chức) of units of any level, and their own lines upward."""
