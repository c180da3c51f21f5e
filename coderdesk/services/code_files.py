"""The names of the files in a build of the code sets."""

STORE = "codes.db"
BESIDE = "beside.db"
INDEX = "search.index"
MARK = "built.json"
