"""An operator that cosmic-ray lacks: `in` becomes `not in`, and the other way round."""

import parso
from cosmic_ray.operators.operator import Example, Operator

_SWAPPED = {"in": "not in", "not in": "in"}


class SwapMembership(Operator):
    """Swap `in` and `not in` in comparisons (not in `for`)."""

    def mutation_positions(self, node):
        if node.type == "comparison":
            for sign in node.children[1::2]:
                if self._written(sign) in _SWAPPED:
                    yield sign.start_pos, sign.end_pos

    def mutate(self, node, index):
        places = [n for n, sign in enumerate(node.children) if n % 2 and self._written(sign) in _SWAPPED]
        place = places[index]
        node.children[place] = parso.parse(" " + _SWAPPED[self._written(node.children[place])])
        return node

    @staticmethod
    def _written(sign) -> str:
        return " ".join(sign.get_code().split())

    @classmethod
    def examples(cls):
        return (Example("x in y", "x not in y"), Example("x not in y", "x in y"))
