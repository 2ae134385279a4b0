"""The oldest browser that shows the hall's pages: Chromium 63, of televisions of 2019. What newer ones brought, as far
as somebody would use it in a page: how it is written, and what a script finds missing in an old one."""

NEWER_SCRIPT = {
    r"\?\.(?!\d)": "optional chaining is of Chromium 80",
    r"(\|\||&&)=": "logical assignment is of Chromium 85",
    r"\?\?": "?? is of Chromium 80",
    r"catch\s*\{": "catch without a name is of Chromium 66",
    r"this\.#|^\s*#\w+": "private fields are of Chromium 74",
    r"^\s*static\s+\w+\s*=": "class fields are of Chromium 72",
    r"\d_\d": "figures with _ are of Chromium 75",
    r"\(\?<[a-z]": "named groups are of Chromium 64",
    r"import\.meta": "import.meta is of Chromium 64",
    r"^await |^const .*= await ": "await outside a function is of Chromium 89",
    r"\.replaceChildren\(": "replaceChildren is of Chromium 86",
    r"\.replaceAll\(": "replaceAll is of Chromium 85",
    r"\.flat\(|\.flatMap\(": "flat is of Chromium 69",
    r"\.at\(": "at is of Chromium 92",
    r"fromEntries": "Object.fromEntries is of Chromium 73",
    r"globalThis": "globalThis is of Chromium 71",
    r"toggleAttribute": "toggleAttribute is of Chromium 69",
    r"AbortSignal": "AbortSignal.timeout is of Chromium 103",
    r"allSettled|Promise\.any": "Promise.allSettled is of Chromium 76",
    r"structuredClone": "structuredClone is of Chromium 98",
    r"ResizeObserver": "ResizeObserver is of Chromium 64",
    r"queueMicrotask": "queueMicrotask is of Chromium 71",
    r"matchAll": "matchAll is of Chromium 73",
    r"randomUUID": "randomUUID is of Chromium 92",
    r"\{\s*signal": "listeners with a signal are of Chromium 90",
}
NEWER_STYLE = {
    r"(?<!minmax)\b(min|max|clamp)\(": "min() and clamp() are of Chromium 79",
    r"(?<![-\w])inset\s*:(?!\s*0 -)": "inset is of Chromium 87",
    r"aspect-ratio\s*:(?!\s*\d+/\d+\))": "aspect-ratio is of Chromium 88",
    r":is\(|:where\(|:has\(": ":is() is of Chromium 88",
    r"anywhere": "overflow-wrap: anywhere is of Chromium 80",
    r"color-mix|@layer|@container": "newer than Chromium 99",
    r"\d(dvh|svh|lvh)": "dvh is of Chromium 108",
    r"rgba?\([^,)]* [^,)]*\)": "rgb() without commas is of Chromium 65",
}
FLEX_GAP = r"display: (inline-)?flex[^}]*(?<![-\w])gap\s*:"
"""The distance between the parts of a line is of Chromium 84."""
GRID_GAP = r"display: grid[^}]*(?<![-\w])gap\s*:"
"""Of Chromium 66; `grid-gap` is the older name that every browser knows."""

MAKE_OLD = """
delete AbortSignal.timeout; delete AbortSignal.any; delete window.AbortController;
delete Element.prototype.replaceChildren; delete Element.prototype.toggleAttribute;
delete Array.prototype.flat; delete Array.prototype.flatMap; delete Array.prototype.at;
delete String.prototype.replaceAll; delete String.prototype.at; delete String.prototype.matchAll;
delete Object.fromEntries; delete Promise.allSettled; delete Promise.any;
delete window.structuredClone; delete window.queueMicrotask; delete window.ResizeObserver;
delete window.globalThis; delete Navigator.prototype.wakeLock; delete Navigator.prototype.userActivation;
"""
"""Before every page: what an old browser does not have."""
