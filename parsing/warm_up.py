"""What the parser would do when it is first asked, done before: the first words after a start need not wait for it."""

from parsing import landmark, learned_names
from parsing.late import Late
from parsing.reading import READER


def warm_up() -> None:
    """Unpack all weights and compile all patterns: a quarter of a second, for a service; a single command only needs some of them."""
    landmark.tagger()
    learned_names.tagger()
    READER.table.rows.unpack_all()
    Late.compile_all()
