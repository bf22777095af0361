"""Paths in the tree: "/1/7/33/" names a unit, its ancestors and, as a prefix, everything below it. Pure."""


def child_path(parent: str | None, unit_id: int) -> str:
    """The path of a unit below `parent`; None for the head office."""
    return f"{parent or '/'}{unit_id}/"


def ids_on(path: str) -> tuple[int, ...]:
    """The unit ids on a path, the head office first, the unit itself last."""
    return tuple(int(part) for part in path.strip("/").split("/") if part)


def is_within(path: str, top: str) -> bool:
    """Whether `path` is `top` or lies below it. An empty path lies nowhere."""
    return bool(path) and bool(top) and path.startswith(top)


def is_below(path: str, top: str) -> bool:
    """Whether `path` lies below `top` and is not `top` itself."""
    return is_within(path, top) and path != top
