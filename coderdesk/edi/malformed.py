"""What is said of a file that cannot be read as X12, or holds what no claim may hold."""

from coderdesk.domain.values.trouble import AppError


class MalformedX12(AppError):
    """`line` counts the file's segments from 1; `element` is like "NM103" or "CLM05-1", or "". No value of the file is quoted."""

    def __init__(self, *, line: int, segment: str, element: str = "", sentence: str) -> None:
        place = f"{segment}, element {element}" if element else segment
        super().__init__(
            f"Segment {line} ({place}): {sentence} Nothing of the file was kept; have it mended and read it again."
        )
        self.line = line
        self.segment = segment
        self.element = element
        self.sentence = sentence


class ElementFault(Exception):
    """An element that cannot be read; whoever knows the segment turns it into MalformedX12."""

    def __init__(self, position: int, sentence: str, component: int = 0) -> None:
        super().__init__(sentence)
        self.position = position
        self.component = component
        self.sentence = sentence

    def at(self, *, line: int, segment: str) -> MalformedX12:
        component = f"-{self.component}" if self.component else ""
        element = f"{segment}{self.position:02d}{component}"
        return MalformedX12(line=line, segment=segment, element=element, sentence=self.sentence)
