"""How much of anything is read before a file counts as too large or as an attack."""

LARGEST_FILE = 256 * 1024**2
LARGEST_HTML = 8 * 1024**2
LARGEST_PICTURE = 40_000_000  # pixels
LARGEST_SCAN = 80_000_000  # pixels of a picture that is a document: a page of letter paper at 900 dots an inch
DEEPEST_SECTIONS = 50
LARGEST_TEXT = 32 * 1024**2  # characters of derived text
MOST_PAGES = 5_000
MOST_DOCUMENTS = 2_000
MOST_NODES = 1_500_000
DEEPEST_XML = 256
DEEPEST_RTF = 512
LARGEST_MEMBER = 256 * 1024**2
MOST_MEMBERS = 5_000
# Office parts of honest documents shrink to a fiftieth at best.
MOST_GROWTH = 200
GROWTH_IGNORED_BELOW = 8 * 1024**2
