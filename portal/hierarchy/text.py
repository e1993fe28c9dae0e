"""How units are named."""

from portal.hierarchy.choices import UnitKind


def full_name(kind: str, name: str) -> str:
    """Kind and name, "xã Phước Ninh"; a name that already says its kind stays alone ("Tổ tự quản số 4")."""
    label = str(UnitKind(kind).label)
    if name.lower().startswith(label.lower()):
        return name[:1].lower() + name[1:]
    return f"{label} {name}"
