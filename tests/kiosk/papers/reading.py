"""What stands on a paper, as a person would find it."""

from kiosk.paper import Big, Code, Pair, Paper, Text


def texts(paper: Paper) -> list[str]:
    """Everything that can be read, in order, a pair as "label value"."""
    found = []
    for line in paper.lines:
        match line:
            case Text():
                found.append(f"{line.mark} {line.text}".strip())
            case Big():
                found.append(line.text)
            case Pair():
                found.append(f"{line.label} {line.value}")
            case Code():
                found.append(line.caption)
    return found


def whole(paper: Paper) -> str:
    return "\n".join(texts(paper))


def codes(paper: Paper) -> list[str]:
    return [line.content for line in paper.lines if isinstance(line, Code)]


def pairs(paper: Paper) -> dict[str, str]:
    return {line.label: line.value for line in paper.lines if isinstance(line, Pair)}


def big(paper: Paper) -> list[str]:
    return [line.text for line in paper.lines if isinstance(line, Big)]
