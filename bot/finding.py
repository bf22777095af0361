"""One line of the doctor: what was looked at, how it stands, and the mend. Pure."""

from dataclasses import dataclass

from texts.render import line


@dataclass(frozen=True, slots=True)
class Finding:
    """`is_well` is False where something keeps the bot from its work; a mere remark is well."""

    is_well: bool
    line: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Findings in one language: the sentence doctor.<name>, behind a mark."""

    language: str

    def well(self, name: str, **values: object) -> Finding:
        """As it should be."""
        return Finding(is_well=True, line="✓ " + line(f"doctor.{name}", self.language, **values))

    def remark(self, name: str, **values: object) -> Finding:
        """It works, but somebody should know."""
        return Finding(is_well=True, line="! " + line(f"doctor.{name}", self.language, **values))

    def wrong(self, name: str, **values: object) -> Finding:
        """It must be mended; the sentence says how."""
        return Finding(is_well=False, line="✗ " + line(f"doctor.{name}", self.language, **values))
